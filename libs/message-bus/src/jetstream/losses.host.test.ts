/** What the bus on NATS survives: everything of the stream may be lost or repeated, and each event still arrives once. */
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { GrowingLog, offerLog } from '../testing/index.ts'
import { openLogOnNats, positions, upTo, type LogOnNats } from '../testing/log-on-nats.ts'
import { Link } from './link.ts'
import { defaultLimits, LogStream } from './stream.ts'

let nats: LogOnNats

beforeEach(async () => {
  nats = await openLogOnNats()
})

afterEach(() => nats.close())

test('a stream that is deleted is made again, and nothing is lost', async () => {
  nats.offer()
  const reader = nats.follow()
  nats.log.grow(300)
  await reader.reaches(300)
  await nats.streams.delete('arena_betting')
  nats.log.grow(5)
  await reader.reaches(305)
  await nats.carries(upTo(305))
  expect(positions(reader.seen)).toEqual(upTo(305))
})

test('a stream that lost what it had taken is made anew by the next relay', async () => {
  const first = nats.offer()
  nats.log.grow(20)
  await nats.carries(upTo(20))
  await first.stop()
  await nats.streams.purge('arena_betting')
  nats.log.grow(1)
  nats.carry()
  await nats.carries(upTo(21))
})

test('a stream that is gone when it is to be made anew is made all the same', async () => {
  const link = new Link(nats.connection)
  const stream = new LogStream(link, 'betting', defaultLimits)
  await stream.tail()
  await nats.streams.delete('arena_betting')
  expect(await stream.remake()).toEqual({ sequence: 0, event: null })
})

test('two relays at once carry each event once and in order', async () => {
  const other = await nats.connectBus('other')
  nats.offer()
  nats.carry(other)
  const reader = nats.follow()
  for (let round = 0; round < 40; round++) {
    nats.log.grow(7)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await reader.reaches(280)
  await nats.carries(upTo(280))
  await other.close()
})

test('a server that is killed and comes back loses nothing', async () => {
  nats.offer()
  const reader = nats.follow()
  for (let round = 1; round <= 3; round++) {
    nats.log.grow(50)
    nats.server.kill('SIGKILL')
    nats.log.grow(50)
    await nats.server.restart()
    await reader.reaches(100 * round)
  }
  await nats.carries(upTo(300))
  expect(positions(reader.seen)).toEqual(upTo(300))
})

test('a server that hangs for a while and goes on loses nothing', async () => {
  nats.offer()
  const reader = nats.follow()
  nats.log.grow(50)
  await reader.reaches(50)
  nats.server.kill('SIGSTOP')
  nats.log.grow(50)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  nats.server.kill('SIGCONT')
  await reader.reaches(100)
  await nats.carries(upTo(100))
})

test('a stream that is full lets go of its oldest events, and readers still get all', async () => {
  const narrow = await nats.connectBus('narrow', { maxBytes: 20_000 })
  offerLog(narrow, { source: 'betting', log: nats.log })
  const reader = nats.follow()
  nats.log.grow(500)
  await reader.reaches(500)
  const ends = async () => {
    const found = await nats.carried()
    expect(found.at(-1)).toBe(500)
    expect(found).toEqual(upTo(500).slice(-found.length))
    expect(found.length).toBeLessThan(100)
  }
  await eventually(ends, { timeoutMs: 10_000 })
  await narrow.close()
})

test('a stream of another log, e.g. of what was lost when a backup was restored, is made anew', async () => {
  const lost = new GrowingLog({ name: 'lost' })
  const relay = nats.carry(nats.bus, lost)
  lost.grow(10)
  await nats.carries(upTo(10))
  await relay.stop()
  nats.log.grow(4)
  nats.offer()
  await nats.carries(upTo(4))
  expect((await nats.events()).map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3', 'id-4'])
})

test('an event that is too large for a message comes from the log', async () => {
  const log = new GrowingLog({ dataOf: (position) => ({ text: 'x'.repeat(position === 2 ? 3_000_000 : 1) }) })
  nats.offer(log)
  const reader = nats.follow()
  log.grow(3)
  await reader.reaches(3)
  expect(JSON.stringify(reader.seen[1]?.data)).toHaveLength(3_000_011)
  await nats.carries(upTo(3))
})

test('a reader that begins anew gets what is new, whoever else reads', async () => {
  nats.offer()
  nats.log.grow(10)
  const [one, two] = [[] as number[], [] as number[]]
  for (const seen of [one, two])
    nats.bus.consume({
      source: 'betting',
      consumer: 'live',
      durable: false,
      after: async () => seen.at(-1) ?? (await nats.log.head()),
      handle: async (events) => void seen.push(...positions(events)),
      onFault: () => undefined,
    })
  await nats.isHeard(2)
  nats.log.grow(5)
  await eventually(() =>
    expect([one, two]).toEqual([
      [11, 12, 13, 14, 15],
      [11, 12, 13, 14, 15],
    ]),
  )
})
