/** The transport by itself, beside Emmett’s consumer, on a durable Postgres and a nats-server; prints what was measured. */
import { withPostgres } from '../with-postgres.ts'
import { measureTransport } from './measure.ts'

await withPostgres(async ({ newDatabase }) => console.log(await measureTransport(newDatabase)))
