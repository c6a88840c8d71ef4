/** What the bus on NATS survives: everything of the stream may be lost, repeated or foreign, and each event still arrives once. */
import { operation, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import { eventually, startNatsServer, type NatsServer } from '@agent-arena/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { serve } from '../message-bus.ts'
import { carriedEvents, GrowingLog, offerLog } from '../testing/index.ts'
import { JetStreamBus } from './jetstream-bus.ts'
import { Link } from './link.ts'
import { defaultLimits, LogStream } from './stream.ts'

let server: NatsServer
let bus: JetStreamBus
let connection: NatsConnection
let log: GrowingLog
const ownFaults: unknown[] = []

beforeEach(async () => {
  server = await startNatsServer()
  bus = await JetStreamBus.connect({ servers: server.url, name: 'test', onFault: (fault) => ownFaults.push(fault) })
  connection = await connect({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 })
  log = new GrowingLog()
})

afterEach(async () => {
  await bus.close()
  await connection.close()
  await server.stop()
})

/** Keeps what it has seen as its checkpoint. */
const follow = (name = 'reader') => {
  const seen: StoredEvent[] = []
  const faults: unknown[] = []
  bus.consume({
    source: 'betting',
    consumer: name,
    after: async () => seen.length,
    handle: async (events) => void seen.push(...events),
    onFault: (fault) => faults.push(fault),
  })
  const reaches = (count: number) => eventually(() => expect(seen).toHaveLength(count), { timeoutMs: 20_000 })
  return { seen, faults, reaches }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const positions = (events: readonly StoredEvent[]) => events.map(({ position }) => position)
const carried = async () => positions(await carriedEvents(connection, 'betting'))
const carries = (expected: readonly number[]) =>
  eventually(async () => expect(await carried()).toEqual(expected), { timeoutMs: 20_000 })
/** What is written before the server knows of a reader never reaches it. */
const isHeard = async (readers = 1) => {
  const { consumers } = await jetstreamManager(connection)
  await eventually(async () => expect(await consumers.list('arena_betting').next()).toHaveLength(readers))
}
const offer = () => offerLog(bus, { source: 'betting', log })

test('a stream that is deleted is made again, and nothing is lost', async () => {
  offer()
  const reader = follow()
  log.grow(300)
  await reader.reaches(300)
  const { streams } = await jetstreamManager(connection)
  await streams.delete('arena_betting')
  log.grow(5)
  await reader.reaches(305)
  await carries(upTo(305))
  expect(positions(reader.seen)).toEqual(upTo(305))
})

test('a stream that lost what it had taken is made anew by the next relay', async () => {
  const first = offer()
  log.grow(20)
  await carries(upTo(20))
  await first.stop()
  const { streams } = await jetstreamManager(connection)
  await streams.purge('arena_betting')
  log.grow(1)
  bus.carry({ source: 'betting', log, onFault: () => undefined })
  await carries(upTo(21))
})

test('a stream that is gone when it is to be made anew is made all the same', async () => {
  const link = new Link(connection)
  const stream = new LogStream(link, 'betting', defaultLimits)
  await stream.tail()
  const { streams } = await jetstreamManager(connection)
  await streams.delete('arena_betting')
  expect(await stream.remake()).toEqual({ sequence: 0, event: null })
})

test('two relays at once carry each event once and in order', async () => {
  const other = await JetStreamBus.connect({ servers: server.url, name: 'other', onFault: () => undefined })
  offer()
  other.carry({ source: 'betting', log, onFault: () => undefined })
  const reader = follow()
  for (let round = 0; round < 40; round++) {
    log.grow(7)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await reader.reaches(280)
  await carries(upTo(280))
  await other.close()
})

test('a server that is killed and comes back loses nothing', async () => {
  offer()
  const reader = follow()
  for (let round = 1; round <= 3; round++) {
    log.grow(50)
    server.kill('SIGKILL')
    log.grow(50)
    await server.restart()
    await reader.reaches(100 * round)
  }
  await carries(upTo(300))
  expect(positions(reader.seen)).toEqual(upTo(300))
})

test('a server that hangs for a while and goes on loses nothing', async () => {
  offer()
  const reader = follow()
  log.grow(50)
  await reader.reaches(50)
  server.kill('SIGSTOP')
  log.grow(50)
  await new Promise((resolve) => setTimeout(resolve, 1500))
  server.kill('SIGCONT')
  await reader.reaches(100)
  await carries(upTo(100))
})

test('a stream that is full lets go of its oldest events, and readers still get all', async () => {
  const narrow = await JetStreamBus.connect({
    servers: server.url,
    name: 'narrow',
    onFault: () => undefined,
    limits: { maxBytes: 20_000 },
  })
  offerLog(narrow, { source: 'betting', log })
  const reader = follow()
  log.grow(500)
  await reader.reaches(500)
  const ends = async () => {
    const found = await carried()
    expect(found.at(-1)).toBe(500)
    expect(found).toEqual(upTo(500).slice(-found.length))
    expect(found.length).toBeLessThan(100)
  }
  await eventually(ends, { timeoutMs: 10_000 })
  await narrow.close()
})

test('what somebody else writes into the stream harms nobody', async () => {
  offer()
  const reader = follow()
  log.grow(3)
  await reader.reaches(3)
  await isHeard()
  connection.publish('arena.evt.betting.market.x.BetPlaced', 'no event at all')
  await connection.flush()
  log.grow(3)
  await reader.reaches(6)
  await carries(upTo(6))
  await eventually(() => expect(reader.faults).toEqual([expect.objectContaining({ name: 'MalformedEvent' })]))
})

test('what looks like the next event and was not written by the relay is not believed', async () => {
  offer()
  const reader = follow()
  log.grow(3)
  await reader.reaches(3)
  await isHeard()
  const { streams } = await jetstreamManager(connection)
  const third = await streams.getMessage('arena_betting', { seq: 3 })
  const forge = (changed: Readonly<Record<string, string>>) => {
    const own = headers()
    for (const name of third?.header.keys() ?? []) if (name.startsWith('ce-')) own.set(name, third?.header.get(name) ?? '')
    for (const [name, value] of Object.entries({ 'ce-id': 'forged', 'ce-position': '4', ...changed })) own.set(name, value)
    connection.publish(third?.subject ?? '', third?.data, { headers: own })
  }
  forge({})
  forge({ 'Nats-Msg-Id': 'forged', 'ce-source': '/arena/sandbox' })
  await connection.flush()
  log.grow(2)
  await reader.reaches(5)
  expect(reader.seen.map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3', 'id-4', 'id-5'])
  const told = [
    expect.stringContaining('Nats-Msg-Id must be the id of the event, forged, and is missing'),
    expect.stringContaining('ce-source must be /arena/betting in this stream, and is /arena/sandbox'),
  ]
  await eventually(() => expect(reader.faults.map(String)).toEqual(told))
})

test('old events that somebody writes again are no end of the stream: it is not made anew', async () => {
  const relay = offer()
  const reader = follow()
  log.grow(20)
  await carries(upTo(20))
  await relay.stop()
  const { streams } = await jetstreamManager(connection)
  const made = (await streams.info('arena_betting')).created
  for (const seq of [7, 3, 7]) {
    const old = await streams.getMessage('arena_betting', { seq })
    const again = headers()
    for (const name of old?.header.keys() ?? []) if (name.startsWith('ce-')) again.set(name, old?.header.get(name) ?? '')
    connection.publish(old?.subject ?? '', old?.data, { headers: again })
  }
  await connection.flush()
  log.grow(5)
  bus.carry({ source: 'betting', log, onFault: () => undefined })
  await carries([...upTo(20), 7, 3, 7, 21, 22, 23, 24, 25])
  expect((await streams.info('arena_betting')).created).toBe(made)
  await reader.reaches(25)
  expect(positions(reader.seen)).toEqual(upTo(25))
})

test('a flood of messages that are no events neither holds up the relay nor leaves a gap', async () => {
  const relay = offer()
  log.grow(5)
  await carries(upTo(5))
  await relay.stop()
  for (let count = 0; count < 1500; count++) connection.publish('arena.evt.betting.market.x.BetPlaced', 'no event at all')
  await connection.flush()
  log.grow(2000)
  bus.carry({ source: 'betting', log, onFault: () => undefined })
  const contiguous = async () => {
    const found = await carried()
    expect(found.at(-1)).toBe(2005)
    expect(found).toEqual(upTo(2005).slice(-found.length))
  }
  await eventually(contiguous, { timeoutMs: 15_000 })
})

test('a stream of another log, e.g. of what was lost when a backup was restored, is made anew', async () => {
  const lost = new GrowingLog({ name: 'lost' })
  const relay = bus.carry({ source: 'betting', log: lost, onFault: () => undefined })
  lost.grow(10)
  await carries(upTo(10))
  await relay.stop()
  log.grow(4)
  offer()
  await carries(upTo(4))
  expect((await carriedEvents(connection, 'betting')).map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3', 'id-4'])
})

test('an event that is too large for a message comes from the log', async () => {
  log = new GrowingLog({ dataOf: (position) => ({ text: 'x'.repeat(position === 2 ? 3_000_000 : 1) }) })
  offer()
  const reader = follow()
  log.grow(3)
  await reader.reaches(3)
  expect(JSON.stringify(reader.seen[1]?.data)).toHaveLength(3_000_011)
  await carries(upTo(3))
})

const echo = operation({
  name: 'echo',
  service: 'betting',
  kind: 'query',
  audience: 'service',
  summary: 'A text of some length, of that text’s length.',
  input: z.strictObject({ text: z.string(), times: z.int() }),
  output: z.object({ text: z.string() }),
})

test('an answer that is too large for a message arrives whole, a question is refused', async () => {
  bus.serve(serve(echo, async ({ text, times }) => ({ text: text.repeat(times) })))
  const ask = (text: string, times: number) => bus.request(echo, { text, times }, serviceContext('sandbox'))
  expect((await ask('für', 1_500_000)).text).toBe('für'.repeat(1_500_000))
  await expect(ask('x'.repeat(2_000_000), 1)).rejects.toMatchObject({ reason: 'too-large' })
})

test('a question that is open when its own side closes is answered: not available', async () => {
  const never = operation({ ...echo, name: 'never' })
  bus.serve(serve(never, () => new Promise(() => undefined)))
  const asking = await JetStreamBus.connect({ servers: server.url, name: 'asking', onFault: () => undefined })
  const answer = asking.request(never, { text: '', times: 1 }, serviceContext('sandbox'))
  const told = expect(answer).rejects.toMatchObject({ reason: 'unavailable' })
  await asking.close()
  await told
  await expect(asking.request(never, { text: '', times: 1 }, serviceContext('sandbox'))).rejects.toMatchObject({
    reason: 'unavailable',
  })
})

test('a reader that begins anew gets what is new, whoever else reads', async () => {
  offer()
  log.grow(10)
  const [one, two] = [[] as number[], [] as number[]]
  for (const seen of [one, two])
    bus.consume({
      source: 'betting',
      consumer: 'live',
      durable: false,
      after: async () => seen.at(-1) ?? (await log.head()),
      handle: async (events) => void seen.push(...positions(events)),
      onFault: () => undefined,
    })
  await isHeard(2)
  log.grow(5)
  await eventually(() =>
    expect([one, two]).toEqual([
      [11, 12, 13, 14, 15],
      [11, 12, 13, 14, 15],
    ]),
  )
})
