/** Payouts of one market by two settlers at once, and by one that stops after a batch: each bet is closed once, to the credit. */
import { serviceContext } from '@agent-arena/contracts'
import { openPool, PostgresEventLog, rebuildView, VersionConflict } from '@agent-arena/event-store'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { reconcile } from '../audit/reconcile.ts'
import { defaultBettingConfig } from '../betting.config.ts'
import { bettingViews } from '../betting.module.ts'
import { createMarketWriter } from '../market/market.writer.ts'
import { openBettingHouse, type BettingHouse } from '../testing/betting-house.ts'
import { newRun, requested, started } from '../testing/runs.ts'
import { createPayer, PAYOUT_BATCH } from './payer.ts'

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

/** As if all of it had happened long ago. The log refuses that, so it is asked to look away. */
const anHourPasses = async (pool: Pool) => {
  await pool.query('grant update on events to current_user')
  await pool.query('alter table events disable trigger events_append_only')
  await pool.query(`update events set at = at - interval '1 hour'`)
  await pool.query('alter table events enable always trigger events_append_only')
  await pool.query('revoke update on events from current_user')
}

/** Ends before the house has its fee, when every bet is closed. */
const stopsAtTheFee = (pool: Pool): PostgresEventLog => {
  const log = new PostgresEventLog(pool)
  const append = log.append.bind(log)
  log.append = (appends, options) => {
    const isFee = appends.some(({ facts }) => facts.some(({ data }) => (data as { reason?: string }).reason === 'fee'))
    return isFee ? Promise.reject(new Error('It stops.')) : append(appends, options)
  }
  return log
}

/** Settles a market of the house, which is stopped then, pays every bet an hour ago, and shows that. */
const payAllButTheFee = async (marketId: string, pool: Pool) => {
  const context = serviceContext('betting')
  await house.stop()
  const data = { marketId, winners: ['success'], evidenceAt: new Date().toISOString() }
  const log = stopsAtTheFee(pool)
  await createMarketWriter(log, CONFIG).step({ type: 'SettleMarket', data }, context)
  await expect(createPayer(log).payOut(marketId, context)).rejects.toThrow('It stops.')
  await anHourPasses(pool)
  for (const view of bettingViews) await rebuildView({ log, pool, view })
}

/** As when other processes always write one of many accounts first. */
const takesAtMost = (streams: number, pool: Pool): PostgresEventLog => {
  const log = new PostgresEventLog(pool)
  const append = log.append.bind(log)
  log.append = (appends, options) =>
    appends.length > streams ? Promise.reject(new VersionConflict(appends[0]?.stream ?? '')) : append(appends, options)
  return log
}

test('a batch whose accounts others write all the time is paid one by one', async () => {
  const marketId = await openMarket()
  const [pool] = pools
  if (!pool) throw new Error('There is no pool.')
  const context = serviceContext('betting')
  await house.stop()
  const data = { marketId, winners: ['success'], evidenceAt: new Date().toISOString() }
  await createMarketWriter(new PostgresEventLog(pool), CONFIG).step({ type: 'SettleMarket', data }, context)
  // One account, and the market, which is looked at.
  await createPayer(takesAtMost(2, pool)).payOut(marketId, context)
  await house.start()
  await house.settled()
  const bets = (await house.betsOf(marketId, { limit: 500 })).items
  const { payouts } = await house.settlement(marketId)
  expect(bets.map(({ id, payout }) => [id, payout])).toEqual(payouts.map(({ betId, payout }) => [betId, payout]))
  expect((await reconcile(pool)).differences).toEqual([])
})

const balanceOf = async (id: string) => (await house.audit()).accounts.find((account) => account.id === id)?.balance

test('a settler that stops before the fee has left nothing over, and the next one takes the fee, however much later', async () => {
  const marketId = await openMarket()
  const [pool] = pools
  if (!pool) throw new Error('There is no pool.')
  await payAllButTheFee(marketId, pool)
  expect((await reconcile(pool)).differences).toEqual([])
  await house.start()
  await house.settled()
  const { fee } = await house.settlement(marketId)
  expect([await balanceOf('house'), await balanceOf(`pool:${marketId}`)]).toEqual([fee, 0])
  expect((await pool.query('select from dead_letters')).rows).toEqual([])
})

test('what is left over when the payout is parked is told, and another try pays it', async () => {
  const marketId = await openMarket()
  const [pool] = pools
  if (!pool) throw new Error('There is no pool.')
  await payAllButTheFee(marketId, pool)
  const change = (by: number) => pool.query('update accounts set balance = balance + $2 where id = $1', [`pool:${marketId}`, by])
  await change(-1)
  await house.start()
  const parked = async () => (await pool.query('select from dead_letters')).rows.length
  await eventually(async () => expect(await parked()).toBe(1), { timeoutMs: 20_000 })
  const { fee } = await house.settlement(marketId)
  expect((await reconcile(pool)).differences).toContainEqual(expect.objectContaining({ kind: 'pool', marketId, found: fee }))
  await change(+1)
  await pool.query('update dead_letters set retry_at = clock_timestamp()')
  await eventually(async () => expect(await parked()).toBe(0), { timeoutMs: 20_000 })
  expect((await reconcile(pool)).differences).toEqual([])
  expect([await balanceOf('house'), await balanceOf(`pool:${marketId}`)]).toEqual([fee, 0])
})

test('two settlers at once close each bet once', async () => {
  const marketId = await openMarket()
  const context = serviceContext('betting')
  const logs = pools.map((pool) => new PostgresEventLog(pool))
  const [first] = logs
  if (!first) throw new Error('There is no log.')
  await house.stop()
  const data = { marketId, winners: ['success'], evidenceAt: new Date().toISOString() }
  await createMarketWriter(first, CONFIG).step({ type: 'SettleMarket', data }, context)
  await Promise.all(logs.flatMap((log) => [1, 2].map(() => createPayer(log).payOut(marketId, context))))
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
})
