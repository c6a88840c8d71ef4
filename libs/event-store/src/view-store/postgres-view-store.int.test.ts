/** The view on Postgres keeps the promises of every store of a view. */
import { testDatabase } from '@agent-arena/testing'
import { logMigrations, migrate } from '../postgres/migrate.ts'
import { openPool } from '../postgres/open-pool.ts'
import { PostgresEventLog } from '../postgres/postgres-log.ts'
import { totals } from '../testing/totals.ts'
import { PostgresViewStore } from './postgres-view-store.ts'
import { describeViewStore } from '../testing/view-store.suite.ts'

describeViewStore('a view on Postgres', async () => {
  const database = await testDatabase()
  const pool = openPool(database.url, 'betting')
  await migrate(pool, 'betting', [logMigrations])
  const store = new PostgresViewStore({ log: new PostgresEventLog(pool), pool, view: totals })
  const shown = async () => {
    const { rows } = await pool.query<{ stream: string; total: number }>('select stream, total from totals')
    return new Map(rows.map(({ stream, total }) => [stream, total]))
  }
  const close = async () => {
    await pool.end()
    await database.drop()
  }
  return { store, shown, close }
})
