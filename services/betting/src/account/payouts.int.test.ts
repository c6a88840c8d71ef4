/** Payouts of one market by two settlers at once, and by one that stops after a batch: each bet is closed once, to the credit. */
import { serviceContext } from '@agent-arena/contracts'
import { openPool, PostgresEventLog } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { reconcile } from '../audit/reconcile.ts'
import { defaultBettingConfig } from '../betting.config.ts'
import { createMarketWriter } from '../market/market.writer.ts'
import { openBettingHouse, type BettingHouse } from '../testing/betting-house.ts'
import { newRun, requested, started } from '../testing/runs.ts'
import { createAccountWriter, PAYOUT_BATCH } from './account.writer.ts'

const CONFIG = { ...defaultBettingConfig, feeBps: 300, grantCredits: 100 }

let database: TestDatabase
let house: BettingHouse
let pools: readonly Pool[]

beforeEach(async () => {
  database = await testDatabase()
  house = await openBettingHouse(database.url, CONFIG)
  pools = [openPool(database.url, 'betting'), openPool(database.url, 'betting')]
})
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  await house.close()
  await database.drop()
})

/** A market with one bet of each of many users, more than one batch pays. */
const openMarket = async (): Promise<string> => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  const { success: marketId } = run.markets
  const users = await Promise.all(Array.from({ length: PAYOUT_BATCH + 20 }, (_, index) => house.newUser(`User ${index}`)))
  await Promise.all(
    users.map((user, index) => house.bet(user, marketId, index % 3 === 0 ? 'failure' : 'success', 1 + (index % 9))),
  )
  return marketId
}

test('two settlers at once close each bet once', async () => {
  const marketId = await openMarket()
  const context = serviceContext('betting')
  const logs = pools.map((pool) => new PostgresEventLog(pool))
  const [first] = logs
  if (!first) throw new Error('There is no log.')
  await house.stop()
  const data = { marketId, winners: ['success'], evidenceAt: new Date().toISOString() }
  await createMarketWriter(first, CONFIG).step({ type: 'SettleMarket', data }, context)
  await Promise.all(logs.flatMap((log) => [1, 2].map(() => createAccountWriter(log, CONFIG).payOut(marketId, context))))
  await house.start()
  await house.settled()

  const bets = (await house.betsOf(marketId, { limit: 500 })).items
  const { payouts, fee } = await house.settlement(marketId)
  expect(bets.map(({ id, payout }) => [id, payout])).toEqual(payouts.map(({ betId, payout }) => [betId, payout]))
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0)
  expect(paid + fee).toBe(bets.reduce((sum, { stake }) => sum + stake, 0))
  expect(pools[0] && (await reconcile(pools[0])).differences).toEqual([])
  const { accounts } = await house.audit()
  expect(accounts.filter(({ kind, balance }) => kind === 'pool' && balance !== 0)).toEqual([])
  expect(accounts.find(({ kind }) => kind === 'house')?.balance).toBe(fee)
}, 60_000)
