/** Emmett’s consumer, which asks Postgres again and again, as often as it is made to. */
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql'
import { newPayload } from '../cases.ts'
import { LatencyMeter } from './paced.ts'

const [postgresUrl = ''] = process.argv.slice(2)
const store = getPostgreSQLEventStore(postgresUrl)
await store.schema.migrate()
const meter = new LatencyMeter()
const consumer = store.consumer({ pulling: { batchSize: 1000, pullingFrequencyInMs: 50 } })
consumer.reactor({
  processorId: 'bench',
  eachMessage: (event) => meter.see((event.data as { number: number }).number),
})
const running = consumer.start()
const append = (number: number) =>
  store.appendToStream(`market-${crypto.randomUUID()}`, [{ type: 'BetPlaced', data: { ...newPayload(number), number } }])
process.send?.({ latency: await meter.run({ perSecond: 200, seconds: 4, append }) })
await consumer.close()
await running
await store.close()
process.exit(0)
