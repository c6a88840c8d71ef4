/** Our log, relayed to JetStream and read by a durable consumer; and the relay alone beside the client’s own publish. */
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { cloudHeaders, JetStreamBus } from '@agent-arena/message-bus'
import { GrowingLog, offerLog } from '@agent-arena/message-bus/testing'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, headers } from '@nats-io/transport-node'
import { newPayload } from '../cases.ts'
import { LatencyMeter } from './paced.ts'

const [postgresUrl = '', natsUrl = ''] = process.argv.slice(2)
const onFault = (fault: unknown) => console.error(fault)
const MESSAGES = 30_000
const IN_FLIGHT = 256

const measureLatency = async () => {
  const pool = openPool(postgresUrl, 'carried')
  await migrate(pool, 'carried', [logMigrations])
  const log = new PostgresEventLog(pool)
  const bus = await JetStreamBus.connect({ servers: natsUrl, name: 'bench', onFault })
  offerLog(bus, { source: 'betting', log, onFault })
  const meter = new LatencyMeter()
  let position = 0
  bus.consume({
    source: 'betting',
    consumer: 'bench',
    after: async () => position,
    handle: async (events) => {
      for (const { data } of events) meter.see((data as { number: number }).number)
      position = events.at(-1)?.position ?? position
    },
    onFault,
  })
  const meta = { actor: 'user:usr_0001', correlationId: crypto.randomUUID() }
  const append = (number: number) =>
    log.append(
      [
        {
          stream: `market-${crypto.randomUUID()}`,
          expectedVersion: 0,
          facts: [{ type: 'BetPlaced', data: { ...newPayload(number), number } }],
        },
      ],
      { meta },
    )
  await new LatencyMeter().run({ perSecond: 1000, seconds: 1, append: (number) => append(-1 - number) })
  const latency = await meter.run({ perSecond: 5000, seconds: 4, append })
  await bus.close()
  await pool.end()
  return latency
}

/** Messages a second, each acknowledged by the server. */
const measureRelay = async (): Promise<number> => {
  const log = new GrowingLog({ dataOf: newPayload })
  const bus = await JetStreamBus.connect({ servers: natsUrl, name: 'bench', onFault })
  const relay = bus.carry({ source: 'insights', log, onFault })
  log.grow(1)
  while (relay.position() < 1) await new Promise((resolve) => setTimeout(resolve, 5))
  const begun = performance.now()
  log.grow(MESSAGES)
  while (relay.position() <= MESSAGES) await new Promise((resolve) => setTimeout(resolve, 1))
  const seconds = (performance.now() - begun) / 1000
  await bus.close()
  return MESSAGES / seconds
}

/** The same messages by the client's own publish, each with its id, without a chain. */
const measureClient = async (): Promise<number> => {
  const connection = await connect({ servers: natsUrl })
  const { streams } = await jetstreamManager(connection)
  await streams.add({ name: 'client', subjects: ['client.>'] })
  const js = jetstream(connection)
  const log = new GrowingLog({ name: 'client', dataOf: newPayload })
  log.grow(MESSAGES)
  const waiting = (await log.readAll(0, MESSAGES)).values()
  const publish = async () => {
    for (const event of waiting) {
      const own = headers()
      for (const [name, value] of Object.entries(cloudHeaders('insights', event))) own.set(name, value)
      await js.publish('client.x', JSON.stringify(event.data), { msgID: event.id, headers: own })
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: IN_FLIGHT }, publish))
  const rate = MESSAGES / ((performance.now() - begun) / 1000)
  await connection.close()
  return rate
}

process.send?.({ latency: await measureLatency(), relay: await measureRelay(), client: await measureClient() })
process.disconnect()
