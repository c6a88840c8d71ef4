/** The log on Postgres keeps the promises of every log, and those of its tables. */
import { testDatabase } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { VersionConflict } from '../event-log.ts'
import { describeCommandHandler, describeEventLog, describeSchemaVersions } from '../testing/index.ts'
import { logMigrations, migrate } from './migrate.ts'
import { openPool } from './open-pool.ts'
import { PostgresEventLog } from './postgres-log.ts'

const meta = { actor: 'service:betting', correlationId: 'c-1' }

const openLog = async () => {
  const database = await testDatabase()
  const pool = openPool(database.url, 'betting', { max: 8 })
  await migrate(pool, 'betting', [logMigrations])
  const close = async () => {
    await pool.end()
    await database.drop()
  }
  return { log: new PostgresEventLog(pool), pool, close }
}

describeEventLog('the log on Postgres', openLog)
describeCommandHandler('the log on Postgres', openLog)

describeSchemaVersions('the log on Postgres', async () => {
  const { pool, close } = await openLog()
  return { logOf: (known) => new PostgresEventLog(pool, known), close }
})

test('writes inline rows in the transaction of the append, or nothing at all', async () => {
  const { log, pool, close } = await openLog()
  await pool.query(`insert into checkpoints (reader, position) values ('r', 1)`)
  const move = { sql: 'update checkpoints set position = 2 where reader = $1 and position = $2', expectRows: 1 }
  const facts = [{ type: 'Counted', data: {} }]
  await log.append([{ stream: 'a-1', expectedVersion: 0, facts }], { meta, inline: [{ ...move, values: ['r', 1] }] })
  const stale = log.append([{ stream: 'a-1', expectedVersion: 1, facts }], { meta, inline: [{ ...move, values: ['r', 1] }] })
  await expect(stale).rejects.toBeInstanceOf(VersionConflict)
  expect(await log.head()).toBe(1)
  await close()
})

test('is made by several migrators side by side', async () => {
  const database = await testDatabase()
  const pools = Array.from({ length: 3 }, () => openPool(database.url, 'betting'))
  await Promise.all(pools.map((pool) => migrate(pool, 'betting', [logMigrations])))
  expect((await pools[0]?.query('select position from head'))?.rows).toEqual([{ position: '0' }])
  await Promise.all(pools.map((pool) => pool.end()))
  await database.drop()
})
