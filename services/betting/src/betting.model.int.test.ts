/**
 * Random commands on a real log, from two processes at once, with repeats and with stops in the middle: the books balance at every
 * position (I6), no bet stands after its lock (I7), one key has one answer (I3), and in the end everybody has what the record says.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { BettingFact, Stored } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import * as fc from 'fast-check'
import type { Pool } from 'pg'
import { accountKindOf } from './account/ledger.ts'
import { expectBooksBalanced, expectPaidByTheRecord } from './testing/books.ts'
import { anyPlay, Play } from './testing/random-play.ts'

let database: TestDatabase
let pools: readonly Pool[]
let log: PostgresEventLog

beforeAll(async () => {
  database = await testDatabase()
  pools = [openPool(database.url, 'betting', { max: 4 }), openPool(database.url, 'betting', { max: 4 })]
  const [pool] = pools as [Pool]
  await migrate(pool, 'betting', [logMigrations])
  log = new PostgresEventLog(pool)
})

afterAll(async () => {
  for (const pool of pools) await pool.end()
  await database.drop()
})

test('every invariant holds through any play, and in the end everybody has what the record says', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlay, async (moments) => {
      const from = await log.head()
      const play = new Play(pools)
      await play.begin()
      for (const moment of moments) await Promise.all(moment.map((action) => play.act(action)))
      await play.end()
      const events = (await log.readAll(from, 100_000)) as readonly Stored<BettingFact>[]
      const balances = expectBooksBalanced(events)
      for (const [account, credits] of balances)
        if (accountKindOf(account) === 'pool') expect([account, credits]).toEqual([account, 0])
      for (const marketId of play.cast.markets) expectPaidByTheRecord(marketId, events)
      for (const [name, answers] of play.answers) expect([name, answers.size]).toEqual([name, 1])
      for (const { id } of play.cast.users) {
        const refills = events.filter(
          ({ type, data }) => type === 'CreditsTransferred' && data.reason === 'refill' && data.to === id,
        )
        expect(refills.length).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 30 },
  )
})
