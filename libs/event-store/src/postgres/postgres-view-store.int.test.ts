/** The view on Postgres keeps the promises of every store of a view. */
import { totals } from '../testing/totals.ts'
import { PostgresViewStore } from './postgres-view-store.ts'
import { describeViewStore } from '../testing/view-store.suite.ts'
import { openLogOnPostgres } from '../testing/log-on-postgres.ts'

describeViewStore('a view on Postgres', async () => {
  const { pool, log, close } = await openLogOnPostgres()
  const store = new PostgresViewStore({ log, pool, view: totals })
  const shown = async () => {
    const { rows } = await pool.query<{ stream: string; total: number }>('select stream, total from totals')
    return new Map(rows.map(({ stream, total }) => [stream, total]))
  }
  return { store, shown, close }
})
