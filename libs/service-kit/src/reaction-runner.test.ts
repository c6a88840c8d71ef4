/** A reaction acts on every event in order; what it cannot act on is parked with its stream, and the rest goes on. */
import { Rejection, type StoredEvent } from '@agent-arena/contracts'
import { soleTerm, type Term } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { silentLogger } from './logger.ts'
import { ReactionRunner } from './reaction-runner.ts'
import { MemoryReactionStore } from './reaction-store/memory-reaction-store.ts'
import { eventAt, wordOf } from './testing/events.ts'

const patience = { attempts: 2, limitMs: 50, firstPauseMs: 1 }

let bus: InProcessBus
let log: StoredEvent[]
let lookNow: () => void
let acted: string[]
let store: MemoryReactionStore
/** What an event of this word does instead of being acted on. */
let trouble: Map<string, () => Promise<unknown>>
let stop: () => Promise<void> | void
let runner: ReactionRunner

const start = async (term: Term = soleTerm(1)) => {
  const reaction = {
    name: 'act',
    source: 'prompts' as const,
    react: (event: StoredEvent) => [trouble.get(wordOf(event)) ?? (async () => acted.push(wordOf(event)))],
  }
  runner = new ReactionRunner({ service: 'prompts', reaction, store, bus, logger: silentLogger(), patience })
  stop = (await runner.lead(term)).stop
}
beforeEach(async () => {
  ;[log, acted, trouble, store] = [[], [], new Map(), new MemoryReactionStore('act')]
  bus = new InProcessBus({ onFault: () => undefined })
  const reader = {
    readAll: async (after: number, limit: number) => log.slice(after, after + limit),
    head: async () => log.length,
    onAppended: () => () => undefined,
  }
  ;({ lookNow } = offerLog(bus, { source: 'prompts', log: reader }))
  await start()
})
afterEach(async () => {
  await stop()
  await bus.close()
})

/** `a1` is the first event of the stream `a`. */
const tell = (...words: readonly string[]) => {
  for (const word of words) log.push(eventAt(log.length + 1, word.slice(0, 1), word))
  lookNow()
}
const fails = () => Promise.reject(new Error('a planted fault'))
const parked = () => store.parked.map(({ event, reason }) => [wordOf(event), reason])
const BEHIND = 'It waits behind an earlier event of its stream.'

test('an event that throws is parked with its reason, and the rest of its stream behind it; other streams go on', async () => {
  trouble.set('a2', fails)
  tell('a1', 'a2', 'b1', 'a3', 'b2', 'a4')
  expect(await runner.reachedPosition(6, 5000)).toBe(true)
  expect(acted).toEqual(['a1', 'b1', 'b2'])
  expect(parked()).toEqual([
    ['a2', 'Error: a planted fault'],
    ['a3', BEHIND],
    ['a4', BEHIND],
  ])
})

test('an event that hangs is cut off and parked', async () => {
  trouble.set('a1', () => new Promise(() => undefined))
  tell('a1', 'b1')
  expect(await runner.reachedPosition(2, 5000)).toBe(true)
  expect(acted).toEqual(['b1'])
  expect(parked()).toEqual([['a1', 'Error: It did not end within 0.05 seconds.']])
})

test('a reaction that cannot read an event parks it', async () => {
  log.push({ ...eventAt(1, 'a'), data: null })
  tell('b1')
  expect(await runner.reachedPosition(2, 5000)).toBe(true)
  expect([acted, store.parked.length]).toEqual([['b1'], 1])
})

test('what is only not possible now is waited for, and nothing is parked', async () => {
  let refusals = 10
  trouble.set('a1', async () => {
    if (refusals-- > 0) throw new Rejection('unavailable')
    acted.push('a1')
  })
  tell('a1', 'b1')
  expect(await runner.reachedPosition(2, 5000)).toBe(true)
  expect([acted, parked()]).toEqual([['a1', 'b1'], []])
})

test('after the fix the stream is tried again in order, with what was parked meanwhile, and then goes on by itself', async () => {
  trouble.set('a1', fails)
  tell('a1', 'a2', 'b1')
  expect(await runner.reachedPosition(3, 5000)).toBe(true)
  trouble.clear()
  store.askRetry('a')
  tell('a3')
  await eventually(() => expect(parked()).toEqual([]))
  tell('a4')
  expect(await runner.reachedPosition(5, 5000)).toBe(true)
  expect(acted.filter((word) => word.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4'])
})

test('what fails again stays parked with its new reason, and holds the rest of its stream', async () => {
  trouble.set('a1', fails).set('a2', fails)
  tell('a1', 'a2', 'a3')
  expect(await runner.reachedPosition(3, 5000)).toBe(true)
  trouble.delete('a1')
  trouble.set('a2', () => Promise.reject(new Error('another fault')))
  store.askRetry('a')
  await eventually(() =>
    expect(parked()).toEqual([
      ['a2', 'Error: another fault'],
      ['a3', BEHIND],
    ]),
  )
  expect([acted, await store.nextRetry()]).toEqual([['a1'], null])
})

/** Writes the next letter, and the answer never arrives. */
class UnansweredStore extends MemoryReactionStore {
  private isAnswering = false
  override async park(...args: Parameters<MemoryReactionStore['park']>): Promise<void> {
    await super.park(...args)
    if (this.isAnswering) return
    this.isAnswering = true
    throw new Error('The connection broke.')
  }
}

test('a parking whose answer is lost holds its stream back all the same, and can be asked for', async () => {
  await stop()
  store = new UnansweredStore('act')
  await start()
  trouble.set('a1', fails)
  tell('a1', 'a2', 'b1')
  expect(await runner.reachedPosition(3, 5000)).toBe(true)
  expect([acted, parked().map(([word]) => word)]).toEqual([['b1'], ['a1', 'a2']])
  trouble.clear()
  store.askRetry('a')
  await eventually(() => expect(acted).toEqual(['b1', 'a1', 'a2']))
})

test('the next term knows what is parked', async () => {
  trouble.set('a1', fails)
  tell('a1')
  expect(await runner.reachedPosition(1, 5000)).toBe(true)
  await stop()
  trouble.clear()
  await start(soleTerm(2))
  tell('a2', 'b1')
  expect(await runner.reachedPosition(3, 5000)).toBe(true)
  expect([acted, parked().map(([word]) => word)]).toEqual([['b1'], ['a1', 'a2']])
})

test('a term that is over in the middle of an event writes nothing and steps down', async () => {
  const { promise: resigned, resolve: resign } = Promise.withResolvers<void>()
  await stop()
  await start({ epoch: 1, isHeld: () => true, resign })
  trouble.set('a1', () => store.claim(2))
  tell('a1', 'b1')
  await resigned
  expect([acted, await store.position()]).toEqual([[], 0])
})

test('stops in the middle of an event that waits, and the next term begins with it', async () => {
  const { promise: tried, resolve } = Promise.withResolvers<void>()
  trouble.set('a1', async () => {
    resolve()
    throw new Rejection('unavailable')
  })
  tell('a1', 'a2')
  await tried
  await stop()
  trouble.clear()
  await start(soleTerm(2))
  expect(await runner.reachedPosition(2, 5000)).toBe(true)
  expect(acted).toEqual(['a1', 'a2'])
})
