/** The page "How do I subscribe to events?" shows the example that is run here, on a real nats-server. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredEvent } from '@agent-arena/contracts'
import { cloudHeaders, eventSubject, JetStreamBus } from '@agent-arena/message-bus'
import { GrowingLog } from '@agent-arena/message-bus/testing'
import { eventually, startNatsServer, startProcess, type NatsServer, type StartedProcess } from '@agent-arena/testing'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

const example = join(import.meta.dirname, 'examples/event-subscriber.mjs')
const marketId = 'mkt_01m7wknvbeexyr7yc24ysr4cer'

let server: NatsServer
let connection: NatsConnection
let subscriber: StartedProcess

const placed = (position: number): StoredEvent => ({
  id: `01a1f93a-edac-777d-83f9-${String(position).padStart(12, '0')}`,
  type: 'BetPlaced',
  data: { marketId, stake: position, userName: 'Ève' },
  meta: { actor: 'user:Ève', correlationId: 'c' },
  stream: `market-${marketId}`,
  version: position,
  position,
  at: '2026-11-20T13:52:31.352Z',
})

const publish = async (...positions: readonly number[]) => {
  for (const event of positions.map(placed)) {
    const envelope = headers()
    for (const [name, value] of Object.entries(cloudHeaders('betting', event))) envelope.set(name, value)
    await jetstream(connection).publish(eventSubject('betting', event), JSON.stringify(event.data), { headers: envelope })
  }
}

const subscribe = () => startProcess({ args: [example], env: { NATS_URL: server.url } })

const lineOf = (position: number) =>
  `${position} BetPlaced market-${marketId} {"marketId":"${marketId}","stake":${position},"userName":"Ève"}`

/** What was lost on its way to the server comes again only after half a minute. */
const unacknowledged = async () => {
  const manager = await jetstreamManager(connection)
  return (await manager.consumers.info('arena_betting', 'my_program')).num_ack_pending
}

const linesOf = ({ output }: StartedProcess) => output.trim().split('\n')

beforeAll(async () => {
  server = await startNatsServer()
  connection = await connect({ servers: server.url })
})
beforeEach(async () => {
  const manager = await jetstreamManager(connection)
  await manager.streams.add({ name: 'arena_betting', subjects: ['arena.evt.betting.>'] })
})
afterEach(async () => {
  await subscriber[Symbol.asyncDispose]()
  await (await jetstreamManager(connection)).streams.delete('arena_betting')
})
afterAll(async () => {
  await connection?.close()
  await server?.stop()
})

test('the example prints each event once and in order, and goes on where it stopped', async () => {
  await publish(1, 2, 2)
  subscriber = subscribe()
  await subscriber.waitForLine(lineOf(2))
  await publish(3)
  await subscriber.waitForLine(lineOf(3))
  expect(linesOf(subscriber)).toEqual([1, 2, 3].map(lineOf))
  expect(await subscriber.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  await publish(4)
  subscriber = subscribe()
  await subscriber.waitForLine(lineOf(4))
  expect(linesOf(subscriber)).toEqual([lineOf(4)])
})

test('it says which positions are missing', async () => {
  await publish(5, 8)
  subscriber = subscribe()
  await subscriber.waitForLine(lineOf(8))
  expect(linesOf(subscriber)).toEqual([lineOf(5), 'missing 6 to 7', lineOf(8)])
})

test('it follows what the relay of the arena carries', async () => {
  const bus = await JetStreamBus.connect({ servers: server.url, name: 'arena', onFault: () => undefined })
  const log = new GrowingLog()
  bus.carry({ source: 'betting', log, onFault: () => undefined })
  log.grow(3)
  subscriber = subscribe()
  await subscriber.waitForLine('3 Counted')
  expect(linesOf(subscriber)).toEqual([1, 2, 3].map((position) => `${position} Counted counter-1 {"position":${position}}`))
  await bus.close()
})

test('it lives through a restart of nats-server', async () => {
  await publish(1)
  subscriber = subscribe()
  await subscriber.waitForLine(lineOf(1))
  await eventually(async () => expect(await unacknowledged()).toBe(0))
  await server.restart()
  await eventually(() => publish(2), { timeoutMs: 15_000 })
  await subscriber.waitForLine(lineOf(2))
})

test('the page shows this very program', () => {
  const page = readFileSync(join(import.meta.dirname, 'subscribe-to-events.md'), 'utf8')
  expect(page).toContain(readFileSync(example, 'utf8'))
})
