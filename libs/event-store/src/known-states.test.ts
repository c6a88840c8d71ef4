/** Known states: hot streams are not read again, and nothing that is decided ever depends on it. */
import { times } from '@agent-arena/testing'
import { serviceContext } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { handle } from './command-handler.ts'
import type { StreamRead } from './event-log.ts'
import { MemoryEventLog } from './memory/memory-log.ts'
import { count, counter, LIMIT, move } from './testing/counter.ts'
import { elsewhere, held, WatchedLog } from './testing/watched-log.ts'

test('reads a hot stream once, however many commands come', async () => {
  const log = new WatchedLog()
  await Promise.all(times(20, () => count(log, 'counter-1', 1)))
  await Promise.all(times(20, () => count(log, 'counter-1', 1)))
  expect(log.loads).toEqual(['counter-1'])
  expect(log.appends).toBe(40)
  expect((await count(log, 'counter-1', 2)).answer).toEqual({ total: 42 })
})

test('lets the next caller build on what is not committed yet', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  const release = held(log)
  const answers = Promise.all(times(5, () => count(log, 'counter-1', 1)))
  await new Promise(setImmediate)
  expect(log.appends).toBe(6)
  release()
  expect((await answers).map(({ answer }) => answer.total)).toEqual([2, 3, 4, 5, 6])
})

test('tells at once that a read has failed, whatever read of another caller is waited for', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  class UnreadableLog extends MemoryEventLog {
    override async load(streams: readonly StreamRead[]) {
      if (streams.some(({ stream }) => stream === 'broken')) throw new Error('The disk is broken.')
      await released
      return super.load(streams)
    }
  }
  const log = new UnreadableLog()
  const slow = count(log, 'slow', 1)
  await expect(move(log, { from: 'broken', to: 'slow', by: 1 })).rejects.toThrow('The disk is broken.')
  release()
  expect((await slow).answer).toEqual({ total: 1 })
})

test('forgets a state when somebody else was first, and decides again', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  await elsewhere(log, 'counter-1', 1, 10)
  expect((await count(log, 'counter-1', 1)).answer).toEqual({ total: 12 })
  expect(log.loads).toEqual(['counter-1', 'counter-1'])
})

test('reads after a conflict only what others have written, however long the stream is', async () => {
  const log = new WatchedLog()
  const [length, conflicts] = [2000, 50]
  const facts = times(length, () => ({ type: 'Counted', data: { by: 0 } }))
  await log.append([{ stream: 'counter-1', expectedVersion: 0, facts }], { meta: { actor: 'test', correlationId: 'c-1' } })
  await count(log, 'counter-1', 1)
  for (let conflict = 0; conflict < conflicts; conflict++) {
    await elsewhere(log, 'counter-1', await log.versionOf('counter-1'), 2)
    expect((await count(log, 'counter-1', 1)).answer).toEqual({ total: 1 + 3 * (conflict + 1) })
  }
  expect(log.loads).toHaveLength(1 + conflicts)
  expect(log.eventsRead).toBe(length + conflicts)
})

test('reads an append whose answer was lost, and nothing before it', async () => {
  const log = new WatchedLog()
  await Promise.all(times(5, () => count(log, 'counter-1', 1)))
  log.loseNext = true
  await expect(count(log, 'counter-1', 10)).rejects.toThrow('The connection is lost.')
  expect((await count(log, 'counter-1', 1)).answer).toEqual({ total: 16 })
  expect(log.eventsRead).toBe(1)
})

test('goes on from what was committed when a later append fails, not from what was not', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  const release = held(log)
  const first = count(log, 'counter-1', 2)
  await new Promise(setImmediate)
  log.failNext = true
  const broken = count(log, 'counter-1', 100)
  const next = count(log, 'counter-1', 4)
  release()
  await expect(broken).rejects.toThrow('The disk is full.')
  expect([(await first).answer, (await next).answer]).toEqual([{ total: 3 }, { total: 7 }])
  expect(log.loads).toEqual(['counter-1', 'counter-1'])
  expect(log.eventsRead).toBe(0)
})

test('reads a stream from its beginning for another fold', async () => {
  const log = new WatchedLog()
  await Promise.all(times(3, () => count(log, 'counter-1', 5)))
  const events = await handle<{ seen: number }, number>(log, {
    context: serviceContext('betting'),
    places: { seen: { stream: 'counter-1', fold: { initialState: 0, evolve: (seen) => seen + 1 } } },
    decide: () => ({}),
    answer: ({ states }) => states.seen,
  })
  expect(events.answer).toBe(3)
  expect((await count(log, 'counter-1', 5)).answer).toEqual({ total: 20 })
  expect(log.eventsRead).toBe(6)
})

test('forgets what builds on an append that failed', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  const release = held(log)
  log.failNext = true
  const broken = count(log, 'counter-1', 100)
  const next = count(log, 'counter-1', 1)
  release()
  await expect(broken).rejects.toThrow('The disk is full.')
  expect((await next).answer).toEqual({ total: 2 })
})

test('refuses nobody because of something that was never committed', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  const release = held(log)
  log.failNext = true
  const filling = count(log, 'counter-1', LIMIT - 1)
  const next = count(log, 'counter-1', 1)
  release()
  await expect(filling).rejects.toThrow('The disk is full.')
  expect((await next).answer).toEqual({ total: 2 })
})

test('refuses nobody because of what another process has changed since', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', LIMIT)
  await elsewhere(log, 'counter-1', 1, -5)
  expect((await count(log, 'counter-1', 1)).answer).toEqual({ total: LIMIT - 4 })
  await elsewhere(log, 'counter-1', 3, 4)
  await expect(count(log, 'counter-1', 1)).rejects.toMatchObject({ reason: 'wrong-state' })
})

test('checks a stream that was only looked at', async () => {
  const log = new WatchedLog()
  await count(log, 'limit', 5)
  const upToLimit = (by: number) =>
    handle<{ limit: number; total: number }, number>(log, {
      context: serviceContext('betting'),
      places: { limit: { stream: 'limit', fold: counter }, total: { stream: 'total', fold: counter } },
      decide: ({ limit, total }) => ({ total: total + by > limit ? [] : [{ type: 'Counted', data: { by } }] }),
      answer: ({ states }) => states.total,
    })
  expect((await upToLimit(5)).answer).toBe(5)
  await elsewhere(log, 'limit', 1, -5)
  expect((await upToLimit(0)).answer).toBe(5)
  await elsewhere(log, 'limit', 2, 3)
  expect(await upToLimit(1)).toEqual({ answer: 5, events: [] })
})

test('answers a repeat that comes while the first is on its way', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 1)
  const release = held(log)
  const tries = Promise.all(times(3, () => count(log, 'counter-1', LIMIT - 1, { idempotencyKey: 'k' })))
  release()
  expect((await tries).map(({ answer }) => answer)).toEqual(times(3, () => ({ total: LIMIT })))
  expect(await log.head()).toBe(2)
})

/** Counts, and notes the time that it is decided with. */
const countAt = (log: MemoryEventLog, ats: string[]) =>
  handle<{ total: number }, null>(log, {
    context: serviceContext('betting'),
    places: { total: { stream: 'counter-1', fold: counter } },
    decide: (_states, at) => {
      ats.push(at)
      return { total: [{ type: 'Counted', data: { by: 1 } }] }
    },
    answer: () => null,
  })

test('tells no time before what a stream was decided with', async () => {
  let time = Date.parse('2030-01-01T00:00:00.000Z')
  const log = new MemoryEventLog(() => new Date((time -= 1000)))
  const ats: string[] = []
  const look = () => countAt(log, ats)
  await look()
  await look()
  expect(ats).toHaveLength(2)
  expect(ats.toSorted()).toEqual(ats)
})

test('tells no time before what a stream was decided with, also when it has read only what others have written since', async () => {
  let time = Date.parse('2030-01-01T00:00:00.000Z')
  const log = new MemoryEventLog(() => new Date(time))
  const ats: string[] = []
  const look = () => countAt(log, ats)
  await look()
  time -= 1000
  await elsewhere(log, 'counter-1', 1, 1)
  await look()
  expect(ats).toEqual(times(3, () => '2030-01-01T00:00:00.000Z'))
})

test('moves between two counters without ever reading them twice', async () => {
  const log = new WatchedLog()
  await count(log, 'counter-1', 50)
  await Promise.all(times(10, () => move(log, { from: 'counter-1', to: 'counter-2', by: 5 })))
  await expect(move(log, { from: 'counter-1', to: 'counter-2', by: 1 })).rejects.toMatchObject({ reason: 'insufficient-credits' })
  expect(log.loads).toEqual(['counter-1', 'counter-2'])
})
