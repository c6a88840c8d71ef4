/** A log on a database of its own, for tests of what reads and writes it. */
import { testDatabase } from '@agent-arena/testing'
import type { Pool } from 'pg'
import { logMigrations, migrate } from '../postgres/migrate.ts'
import { openPool, type PoolOptions } from '../postgres/open-pool.ts'
import { PostgresEventLog } from '../postgres/postgres-log.ts'

export interface LogOnPostgres {
  readonly url: string
  readonly pool: Pool
  readonly log: PostgresEventLog
  readonly close: () => Promise<void>
}

/** In the schema of betting. */
export const openLogOnPostgres = async (options: PoolOptions = {}): Promise<LogOnPostgres> => {
  const { url, drop } = await testDatabase()
  const pool = openPool(url, 'betting', options)
  await migrate(pool, 'betting', [logMigrations])
  const close = async () => {
    await pool.end()
    await drop()
  }
  return { url, pool, log: new PostgresEventLog(pool), close }
}
