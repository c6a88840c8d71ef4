/** Decisions on states that are not committed yet, while another process writes the same stream. */
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { count, LIMIT } from '../testing/counter.ts'
import { logMigrations, migrate } from './migrate.ts'
import { openPool } from './open-pool.ts'
import { PostgresEventLog } from './postgres-log.ts'

let database: TestDatabase
let schemas = 0
let pools: readonly Pool[]
let here: PostgresEventLog
let elsewhere: PostgresEventLog

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  const schema = `betting_${++schemas}`
  pools = [openPool(database.url, schema), openPool(database.url, schema)]
  const [one, other] = pools as readonly [Pool, Pool]
  await migrate(one, schema, [logMigrations])
  here = new PostgresEventLog(one)
  elsewhere = new PostgresEventLog(other)
})

afterEach(() => Promise.all(pools.map((pool) => pool.end())))
afterAll(() => database.drop())

const totalOf = async (log: PostgresEventLog, stream: string) =>
  (await log.readStream(stream, 0, 1000)).reduce((total, { data }) => total + (data as { by: number }).by, 0)

test('what was decided on a refused append is refused too, although another process has brought the stream to its version', async () => {
  await count(here, 'a', 1)
  await count(elsewhere, 'a', LIMIT - 2)
  await count(elsewhere, 'a', 1)
  const results = await Promise.allSettled([1, 1, 1, 1].map((by) => count(here, 'a', by)))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  expect(await totalOf(here, 'a')).toBe(LIMIT)
})

test('two processes that count on one stream at the same time never pass its limit', async () => {
  const counts = Array.from({ length: 400 }, (_, index) => count(index % 2 === 0 ? here : elsewhere, 'a', 7))
  await Promise.allSettled(counts)
  const total = await totalOf(here, 'a')
  expect(total).toBeLessThanOrEqual(LIMIT)
  expect((await here.readStream('a', 0, 1000)).map(({ version }) => version)).toEqual(
    Array.from({ length: total / 7 }, (_, index) => index + 1),
  )
})

test('a database that was set back, as after a failover that lost commits, is believed after some conflicts', async () => {
  for (const by of [1, 2, 3]) await count(here, 'a', by)
  const [pool] = pools as readonly [Pool]
  await pool.query('grant delete on events to current_user')
  await pool.query(`alter table events disable trigger events_append_only;
    delete from events where position > 1; update head set position = 1; delete from idempotency;
    alter table events enable always trigger events_append_only`)
  expect((await count(here, 'a', 10)).answer).toEqual({ total: 11 })
  expect(await totalOf(elsewhere, 'a')).toBe(11)
})
