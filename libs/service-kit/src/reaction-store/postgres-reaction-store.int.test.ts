/** The store on Postgres keeps the promises of every store of a reaction. */
import { logMigrations, migrate, openPool } from '@agent-arena/event-store'
import { testDatabase } from '@agent-arena/testing'
import { askToRetry } from '../dead-letters/dead-letters.ts'
import { PostgresReactionStore } from './postgres-reaction-store.ts'
import { describeReactionStore } from '../testing/reaction-store.suite.ts'

describeReactionStore('the store on Postgres', async () => {
  const database = await testDatabase()
  const pool = openPool(database.url, 'prompts')
  await migrate(pool, 'prompts', [logMigrations])
  const close = async () => {
    await pool.end()
    await database.drop()
  }
  const store = new PostgresReactionStore({ pool, reaction: { name: 'act', source: 'prompts' } })
  return { store, askRetry: (stream) => askToRetry(pool, { reaction: 'act', stream }), close }
})
