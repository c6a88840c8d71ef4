/** Many clients on one market, on a real database: one writer decides their bets in the order in which they came, and appends them in groups. */
import { openPool } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { openBettingHouse, type BettingHouse } from './testing/betting-house.ts'
import { newRun, requested, started } from './testing/runs.ts'

let database: TestDatabase
let house: BettingHouse
let pool: Pool

beforeEach(async () => {
  database = await testDatabase()
  house = await openBettingHouse(database.url)
  pool = openPool(database.url, 'betting')
})
afterEach(async () => {
  await pool.end()
  await house.close()
  await database.drop()
})

const countTransactions = `select count(distinct xmin::text)::int as transactions, count(*)::int as bets from events where type = 'BetPlaced'`

test.each([64, 256])('%d clients at once are served in the order in which they came, many by one append', async (clients) => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  const users = await Promise.all(Array.from({ length: clients }, (_, index) => house.newUser(`Bettor ${index}`)))
  const before = (await house.market(run.markets.success)).version
  const bets = await Promise.all(
    users.map((user, index) => house.bet(user, run.markets.success, index % 2 === 0 ? 'success' : 'failure', 1 + (index % 9))),
  )
  expect(bets.map(({ version }) => version)).toEqual(users.map((_, index) => before + 1 + index))
  expect((await house.betsOf(run.markets.success, { limit: 500 })).items.map(({ userId }) => userId)).toEqual(
    users.map(({ id }) => id),
  )
  const { rows } = await pool.query<{ transactions: number; bets: number }>(countTransactions)
  expect(rows[0]?.bets).toBe(clients)
  expect(rows[0]?.transactions).toBeLessThan(clients / 8)
})
