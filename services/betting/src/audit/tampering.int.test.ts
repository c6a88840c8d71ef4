/** Whatever is changed in views or log, as nobody may, is found, with its market where it has one; and nothing is mended. */
import { listWalletEntries, newId } from '@agent-arena/contracts'
import { PostgresEventLog } from '@agent-arena/event-store'
import { eventually } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { contextOf } from '../testing/audience.ts'
import { AuditedHouse, kindsOf } from '../testing/audited-house.ts'
import { PAYER } from './paid-records.ts'
import { marketDifferences, reconcile } from './reconcile.ts'

const audited = new AuditedHouse()

const shownOtherwise = (set: string) => `update bets set ${set} where market_id = $1 and outcome = 'success'`

test.each([
  ['another outcome', shownOtherwise("outcome = 'failure'"), 'bets'],
  ['another weight', shownOtherwise('weight_bps = 1'), 'bets'],
  ['another bettor', shownOtherwise("user_id = 'usr_eve'"), 'bets'],
  ['another name', shownOtherwise("user_name = 'Eve'"), 'bets'],
  ['another time', shownOtherwise("placed_at = placed_at - interval '1 second'"), 'bets'],
  ['another payout', shownOtherwise('payout = payout + 7'), 'bets'],
  ['another end', shownOtherwise("status = 'refunded'"), 'bets'],
  ['a larger pool', "update market_outcomes set stake = stake + 500 where market_id = $1 and id = 'success'", 'pool'],
  ['more shares', "update market_outcomes set shares = shares + 1 where market_id = $1 and id = 'success'", 'pool'],
  ['another winner', `update markets set result = '{"winners": ["failure"]}' where id = $1`, 'market'],
  ['another fee', 'update markets set fee_bps = 0 where id = $1', 'market'],
  ['no market at all', 'delete from markets where id = $1', 'market'],
] as const)('%s shown for a market that has paid is found with that market', async (_, plant, kind) => {
  const [run, other] = [await audited.openPaidRun(), await audited.openRun()]
  expect(await audited.found()).toEqual([])
  await audited.pool.query(plant, [run.markets.success])
  const differences = await audited.found()
  expect(new Set(differences.map(({ marketId }) => marketId))).toEqual(new Set([run.markets.success]))
  expect(kindsOf(differences)).toContain(kind)
  expect(await marketDifferences(audited.pool, other.markets.success)).toEqual([])
})

test('a bet that is shown in another market is found, and so is a market that is shown open again with what it did not pay', async () => {
  const [run, other] = [await audited.openPaidRun(), await audited.openRun()]
  await audited.pool.query("update bets set market_id = $1, version = 99 where market_id = $2 and outcome = 'failure'", [
    other.markets.success,
    run.markets.success,
  ])
  expect(await audited.texts()).toContainEqual(expect.stringContaining('is not in the list.'))
  await audited.pool.query(`update markets set status = 'open', result = null where id = $1`, [run.markets.success])
  expect(kindsOf(await audited.found())).toEqual(expect.arrayContaining(['bets', 'market']))
  expect(await audited.texts()).toContainEqual(expect.stringContaining('is not in the list.'))
})

test('a record that breaks the rules, or cannot be read, is found', async () => {
  await audited.openPaidRun()
  await audited.rewrite('MarketLocked', { cause: 'time' })
  expect(await audited.texts()).toEqual([expect.stringContaining('Locked by time at')])
  await audited.rewrite('MarketStarted', { startedAt: 'yesterday' })
  expect(await audited.texts()).toContainEqual(expect.stringContaining('its record cannot be read'))
})

test('a stake that came from another account, and credits that were given twice, are found', async () => {
  const run = await audited.openRun()
  await forgeMovement({ from: audited.ada.id, betId: 'bet_forged' })
  await audited.rewrite('BetPlaced', { userId: audited.ada.id })
  const texts = await audited.texts()
  expect(texts).toContainEqual(expect.stringMatching(`is placed by ${audited.ada.id}, and its stake came from ${audited.bo.id}`))
  await audited.pool.query(`insert into events (position, stream, version, id, type, data, meta)
    select (select position + 1 from head), stream, 98, gen_random_uuid(), type, data, meta
    from events where data->>'reason' = 'grant' and data->>'to' = '${audited.bo.id}'`)
  await audited.pool.query('update head set position = position + 1')
  await eventually(async () =>
    expect(await audited.texts()).toContain(`The account ${audited.bo.id} was given first credits 2 times.`),
  )
  expect(kindsOf(await marketDifferences(audited.pool, run.markets.success))).toContain('bets')
})

test('a wallet is compared entry by entry: amounts, sentences and the balance after each', async () => {
  await audited.openRun()
  const planted = [
    `update wallet_entries set amount = amount + (case when amount > 0 then 7 else -7 end) where account_id = $1`,
    `update wallet_entries set balance = 1 where account_id = $1 and amount > 0`,
    `update wallet_entries set text = 'A present.' where account_id = $1 and amount > 0`,
  ]
  for (const plant of planted) {
    await audited.pool.query('create table kept as table wallet_entries')
    await audited.pool.query(plant, [audited.ada.id])
    expect(await audited.found()).toMatchObject([{ kind: 'entries', id: audited.ada.id }])
    await audited.pool.query('truncate wallet_entries')
    await audited.pool.query('insert into wallet_entries table kept')
    await audited.pool.query('drop table kept')
    expect(await audited.found()).toEqual([])
  }
})

test('an account below zero is found whatever it is called, and a house that owes more than it bears', async () => {
  const run = await audited.openRun()
  const agent = `agent:${run.sandboxId}`
  await audited.pool.query(`insert into accounts (id, kind, balance) values ($1, 'agent', -1), ('house', 'house', -1)`, [agent])
  await audited.pool.query(`update accounts set balance = -1, kind = 'house' where id = $1`, [audited.ada.id])
  const below = (await audited.found()).filter(({ kind }) => kind === 'below-zero')
  expect(below.map(({ id }) => id)).toEqual([agent, 'house', audited.ada.id])
})

test('a pool below zero and a wallet whose last entry shows another balance are found', async () => {
  const run = await audited.openRun()
  await audited.pool.query('update accounts set balance = -5 where id = $1', [`pool:${run.markets.success}`])
  await audited.pool.query('update wallet_entries set balance = balance + 1 where account_id = $1 and amount = -40', [
    audited.ada.id,
  ])
  expect(kindsOf(await audited.found())).toEqual(['balance', 'below-zero', 'entries', 'total'])
})

test('what was paid is compared with what follows from the record, though movements and list agree', async () => {
  const run = await audited.openPaidRun()
  const marketId = run.markets.success
  await audited.rewrite('MarketSettled', { winners: ['failure'], losingPool: 40, fee: 2 })
  expect(await audited.texts()).toEqual([
    expect.stringMatching(/won by \["failure"\] by its events, .* won by \["success"\] as shown/),
    expect.stringMatching(/0 \(lost\) by the record, 97 \(won\) as paid/),
    expect.stringMatching(/98 \(won\) by the record, 0 \(lost\) as paid/),
  ])
  const textsOf = async (settledAt?: number) =>
    (await marketDifferences(audited.pool, marketId, settledAt)).map(({ text }) => text)
  expect(await textsOf(await new PostgresEventLog(audited.pool).head())).toContainEqual(expect.stringContaining('as paid'))
  expect(await textsOf()).not.toContainEqual(expect.stringContaining('as paid'))
})

test('a market that was found wrong when it had paid stays a difference, though its payout is parked', async () => {
  const run = await audited.openPaidRun()
  const marketId = run.markets.success
  await audited.rewrite('MarketSettled', { winners: ['failure'], losingPool: 40, fee: 2 })
  await audited.house.stop()
  await audited.pool.query(
    "update checkpoints set position = (select min(position) - 1 from events where type = 'MarketSettled') where reader = $1",
    [PAYER],
  )
  await audited.house.start()
  await audited.untilParked(marketId)
  expect(await audited.texts()).toContainEqual(expect.stringContaining('0 (lost) by the record, 97 (won) as paid'))
})

test('a payout that went to another account is found with its market', async () => {
  const run = await audited.openPaidRun()
  await audited.rewriteWhere("data->>'reason' = 'payout'", { to: audited.bo.id })
  expect(await audited.texts()).toContainEqual(expect.stringMatching(`of ${audited.ada.id} was paid to ${audited.bo.id}`))
  expect(kindsOf(await marketDifferences(audited.pool, run.markets.success))).toContain('bets')
})

test('an account that never got its first credits is found', async () => {
  await audited.openRun()
  await audited.rewriteWhere(`data->>'reason' = 'grant' and data->>'to' = '${audited.bo.id}'`, { reason: 'refill' })
  expect(await audited.texts()).toContainEqual(`The account ${audited.bo.id} was given first credits 0 times.`)
})

test('a payout of a corrected market is compared with the settlement that counts', async () => {
  const run = await audited.openPaidRun()
  const marketId = run.markets.success
  await audited.house.reverse(marketId, ['failure'])
  await audited.untilBetsAre(marketId, 'lost', 'won')
  expect(await audited.found()).toEqual([])
  await audited.pool.query("update bets set payout = 99 where market_id = $1 and status = 'won'", [marketId])
  expect(await audited.texts()).toContainEqual(expect.stringContaining('98 (won) by the record, 99 (won) as paid'))
})

test('a wallet entry that is lost, a balance below zero and a bet that nobody placed are found and not mended', async () => {
  const run = await audited.openRun()
  await audited.pool.query('delete from wallet_entries where account_id = $1 and amount = -40', [audited.ada.id])
  await audited.pool.query('update accounts set balance = -7 where id = $1', [audited.bo.id])
  const insert = `insert into bets (id, market_id, user_id, user_name, outcome, stake, weight_bps, placed_at, version, position)
    select $1, market_id, user_id, user_name, outcome, 9, weight_bps, placed_at, 99, 99 from bets limit 1`
  await audited.pool.query(insert, [newId('bet')])
  const differences = await audited.found()
  expect(kindsOf(differences)).toEqual(['balance', 'below-zero', 'bets', 'entries', 'total'])
  expect(differences.find(({ kind }) => kind === 'bets')).toMatchObject({
    marketId: run.markets.success,
    expected: null,
    found: 9,
  })
  expect(await audited.found()).toEqual(differences)
})

/** A movement like the last one of Ada's, for a bet that nobody placed. */
const forgeMovement = async (more: { readonly from: string; readonly betId?: string }) => {
  const { items } = await audited.house.ask(listWalletEntries, {}, contextOf(audited.ada))
  const forge = `insert into events (position, stream, version, id, type, data, meta)
    select (select position + 1 from head), 'account-' || $3, 99, gen_random_uuid(), type, (data::jsonb || $2)::json, meta
    from events where data->>'transferId' = $1`
  const forged = { credits: 3, betId: 'bet_forged', transferId: 'trf_forged', ...more }
  await audited.pool.query(forge, [items[0]?.id, forged, more.from])
  await audited.pool.query('update head set position = position + 1')
}

test('a movement of somebody who has no bet on a market is found with that market', async () => {
  const { markets } = await audited.openRun()
  await forgeMovement({ from: audited.bo.id })
  await eventually(async () => expect(await audited.found()).not.toEqual([]))
  expect(kindsOf(await marketDifferences(audited.pool, markets.success))).toEqual(['bets'])
  await forgeMovement({ from: 'stranger' })
  await eventually(async () =>
    expect(kindsOf(await marketDifferences(audited.pool, markets.success))).toEqual(['balance', 'bets']),
  )
})

test('the log itself is the measure: a movement without a bet is found in it', async () => {
  const run = await audited.openRun()
  await forgeMovement({ from: audited.ada.id })
  await eventually(async () => expect(kindsOf((await reconcile(audited.pool)).differences)).toEqual(['bets']))
  expect((await reconcile(audited.pool)).differences).toMatchObject([
    { id: 'bet_forged', marketId: run.markets.success, expected: null },
  ])
})
