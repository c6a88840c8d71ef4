/** Random interleavings of callers on Postgres end exactly as the same calls, one after the other, end on the log in memory. */
import type { Fact, StoredEvent } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import type { EventLog, StreamAppend } from '../event-log.ts'
import { MemoryEventLog } from '../memory/memory-log.ts'
import { openLogOnPostgres } from '../testing/log-on-postgres.ts'

const meta = { actor: 'service:betting', correlationId: 'c-1' }

const anyFact = fc.integer({ min: 0, max: 9 }).map((by): Fact => ({ type: 'Counted', data: { by } }))

const anyAppend = fc.record({
  stream: fc.constantFrom('a', 'b', 'c'),
  expectedVersion: fc.nat({ max: 6 }),
  facts: fc.array(anyFact, { maxLength: 3 }),
  /** Which of the events that were asked for in this stream it builds on, the latest first; null: it does not say. */
  builtOn: fc.option(fc.nat({ max: 3 })),
})

const keys = ['k-1', 'k-2', 'k-3'] as const
const anyKey = fc.option(fc.constantFrom(...keys), { freq: 3 })

const anyCall = fc.record({
  appends: fc.uniqueArray(anyAppend, { minLength: 1, maxLength: 3, selector: ({ stream }) => stream }),
  key: anyKey,
})

interface Call {
  readonly appends: readonly (StreamAppend & { readonly builtOn: number | null })[]
  readonly key: string | null
}

/** Calls of one round come at once; the rounds come one after the other. */
const anyRounds = fc.array(fc.array(anyCall, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })

/** One history on one log, in streams and under keys of its own. */
const historyOn = async (log: EventLog, history: number) => {
  const [before, scope] = [await log.head(), `s-${history}`]
  const shown = ({ stream, version, position, data }: StoredEvent) => ({ stream, version, position: position - before, data })
  const asked = new Map<string, readonly string[]>()
  let ids = 0
  const newId = () => `${String(history).padStart(8, '0')}-0000-7000-8000-${String(++ids).padStart(12, '0')}`
  const call = ({ appends, key }: Call) => {
    const own = appends.map(({ stream, builtOn, ...append }): StreamAppend => {
      const earlier = asked.get(stream) ?? []
      const after = builtOn === null ? undefined : earlier[builtOn]
      const fresh = append.facts.map(newId)
      asked.set(stream, [...fresh.toReversed(), ...earlier])
      return { ...append, stream: `${stream}-${history}`, ids: fresh, ...(after !== undefined && { after }) }
    })
    const idempotency = key === null ? {} : { idempotency: { scope, key, content: 'digest', answer: key } }
    return log.append(own, { meta, ...idempotency }).then(
      (events) => events.map(shown),
      (error: Error) => error.name,
    )
  }
  return {
    play: (calls: readonly Call[]) => Promise.all(calls.map(call)),
    end: async () => ({
      events: (await log.readAll(before, 1000)).map(shown),
      records: await Promise.all(keys.map((key) => log.recall(scope, key))),
    }),
  }
}

test('many callers at once end as if they had come one after the other', async () => {
  const { log, close } = await openLogOnPostgres({ max: 3 })
  const model = new MemoryEventLog()
  let histories = 0
  await fc.assert(
    fc.asyncProperty(anyRounds, async (rounds) => {
      const [ours, theirs] = [await historyOn(log, ++histories), await historyOn(model, histories)]
      for (const calls of rounds) expect(await ours.play(calls)).toEqual(await theirs.play(calls))
      expect(await ours.end()).toEqual(await theirs.end())
    }),
    { numRuns: 150 },
  )
  await close()
})
