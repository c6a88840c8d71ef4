/** The pace of a state that many readers watch, in virtual time. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import type { Connection } from './connection.ts'
import { LatestTopic, type Shown } from './latest-topic.ts'

const PACE_MS = 100

/** A reader that takes everything at once, unless it is told to be behind. */
const newReader = ({ behind = false } = {}) => {
  const chunks: Buffer[] = []
  let drain = () => undefined as void
  const connection = {
    isOpen: true,
    backlogBytes: 0,
    write: (chunk: Buffer) => {
      chunks.push(chunk)
      return !behind
    },
    drained: () => new Promise<void>((resolve) => (drain = resolve)),
    onClosed: () => undefined,
    end: () => undefined,
  } as unknown as Connection
  const states = () => chunks.map((chunk) => JSON.parse(chunk.toString().split('data: ')[1] ?? '') as unknown)
  return { connection, chunks, states, drain: () => drain() }
}

/** A state that the test changes; it counts how often it is looked at and how often it is put into words. */
const newState = ({ lookMs = 0 } = {}) => {
  const seen = { looks: 0, words: 0, faults: [] as unknown[] }
  let fail = false
  let state: Readonly<Record<string, unknown>> = { status: 'open', pool: 0 }
  const fetch = async (): Promise<Shown> => {
    seen.looks += 1
    if (fail) throw new Error('betting is away')
    const found = state
    if (lookMs > 0) await new Promise((resolve) => setTimeout(resolve, lookMs))
    const toJSON = () => {
      seen.words += 1
      return found
    }
    return { state: { toJSON }, ids: ['mkt_1'], ages: false }
  }
  const topic = new LatestTopic({ event: 'market', fetch, paceMs: PACE_MS, onFault: (fault) => seen.faults.push(fault) })
  const change = (next: Readonly<Record<string, unknown>>) => {
    state = { ...state, ...next }
    topic.touch()
  }
  const press = (next: Readonly<Record<string, unknown>>) => {
    state = { ...state, ...next }
    topic.touchNow()
  }
  return { seen, topic, change, press, failing: (value: boolean) => (fail = value) }
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)

const join = async ({ topic }: ReturnType<typeof newState>, ...connections: readonly Connection[]) => {
  await Promise.all([topic.prepare(), pass(PACE_MS)])
  for (const connection of connections) topic.join(connection, () => undefined)
  await pass(PACE_MS)
}

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

test('a second of a thousand changes is ten updates, and the last of them is the last change', async () => {
  const market = newState()
  const reader = newReader()
  await join(market, reader.connection)
  const before = reader.chunks.length
  for (let pool = 1; pool <= 1000; pool++) {
    market.change({ pool })
    await pass(1)
  }
  expect(reader.chunks.length - before).toBeLessThanOrEqual(11)
  await pass(PACE_MS)
  expect(reader.states().at(-1)).toEqual({ status: 'open', pool: 1000 })
})

test('an update is put into words once, however many read', async () => {
  const market = newState()
  const readers = Array.from({ length: 200 }, () => newReader())
  await join(market, ...readers.map(({ connection }) => connection))
  const { words } = market.seen
  market.change({ pool: 5 })
  await pass(PACE_MS)
  expect(market.seen.words - words).toBe(1)
  expect(new Set(readers.map(({ chunks }) => chunks.at(-1))).size).toBe(1)
})

test('a lock in the middle of a rush is told at once, with its pools, and nothing comes after it', async () => {
  const market = newState()
  const reader = newReader()
  await join(market, reader.connection)
  for (let pool = 1; pool <= 50; pool++) market.change({ pool })
  market.press({ status: 'locked', pool: 48 })
  await pass(1)
  expect(reader.states().at(-1)).toEqual({ status: 'locked', pool: 48 })
  const told = reader.chunks.length
  await pass(10 * PACE_MS)
  expect(reader.chunks).toHaveLength(told)
})

test('a lock is told at once whenever it comes, also while a look is under way, and is put into words once', async () => {
  for (let afterMs = 0; afterMs <= PACE_MS; afterMs += 3) {
    const market = newState({ lookMs: 5 })
    const readers = [newReader(), newReader()]
    await join(market, ...readers.map(({ connection }) => connection))
    market.change({ pool: 1 })
    await pass(afterMs)
    const { words } = market.seen
    market.press({ status: 'locked' })
    await pass(11)
    for (const reader of readers) expect(reader.states().at(-1)).toEqual({ status: 'locked', pool: 1 })
    expect(market.seen.words - words).toBeLessThanOrEqual(2)
  }
})

test('what does not press keeps its pace: a lock costs one look more, and the pace begins anew with it', async () => {
  const market = newState()
  const reader = newReader()
  await join(market, reader.connection)
  const before = market.seen.looks
  for (let ms = 1; ms <= 1000; ms++) {
    if (ms % 250 === 125) market.press({ pressed: ms })
    market.change({ pool: ms })
    await pass(1)
  }
  expect(market.seen.looks - before).toBeLessThanOrEqual(11 + 4)
  market.press({ status: 'settled' })
  await pass(1)
  const told = reader.chunks.length
  market.change({ pool: 2000 })
  await pass(PACE_MS - 5)
  expect(reader.chunks).toHaveLength(told)
  await pass(10)
  expect(reader.states().at(-1)).toMatchObject({ status: 'settled', pool: 2000 })
})

test('a closed stream is not looked at again, however much it presses', async () => {
  const market = newState()
  await join(market, newReader().connection)
  await market.topic.close()
  const { looks } = market.seen
  market.press({ status: 'locked' })
  await pass(10 * PACE_MS)
  expect(market.seen.looks).toBe(looks)
})

test('a change during a look is looked at again', async () => {
  const market = newState()
  const reader = newReader()
  await join(market, reader.connection)
  market.change({ pool: 1 })
  market.change({ pool: 2 })
  market.topic.touch()
  await pass(2 * PACE_MS)
  expect(reader.states().at(-1)).toEqual({ status: 'open', pool: 2 })
})

test('a slow reader holds nobody up, and gets only the newest when it has drained', async () => {
  const market = newState()
  const [slow, quick] = [newReader({ behind: true }), newReader()]
  await join(market, slow.connection, quick.connection)
  for (let pool = 1; pool <= 20; pool++) {
    market.change({ pool })
    await pass(PACE_MS)
  }
  expect(quick.states()).toHaveLength(21)
  expect(slow.chunks).toHaveLength(1)
  slow.drain()
  await pass(0)
  expect(slow.states().map((state) => (state as { pool: number }).pool)).toEqual([0, 20])
})

test('a look that fails is told and tried again, and nobody is cut off', async () => {
  const market = newState()
  const reader = newReader()
  await join(market, reader.connection)
  market.failing(true)
  market.change({ pool: 7 })
  await pass(PACE_MS)
  expect(market.seen.faults).toEqual([new Error('betting is away')])
  market.failing(false)
  await pass(1000)
  expect(reader.states().at(-1)).toEqual({ status: 'open', pool: 7 })
})
