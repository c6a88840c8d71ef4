/** The audit on a real database: right books are right, each planted difference is found, and only the market that it is in stops paying. */
import { listWalletEntries, newId, reconcileBooks, type BookDifference } from '@agent-arena/contracts'
import { openPool, PostgresEventLog, soleTerm } from '@agent-arena/event-store'
import { Metrics, silentLogger, type Logger } from '@agent-arena/service-kit'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { contextOf, type User } from '../testing/audience.ts'
import { openBettingHouse, type BettingHouse } from '../testing/betting-house.ts'
import { ended, newRun, requested, started, type Run } from '../testing/runs.ts'
import { Auditor, type AuditorOptions } from './auditor.ts'
import { marketDifferences, reconcile } from './reconcile.ts'

let database: TestDatabase
let house: BettingHouse
let pool: Pool
let ada: User
let bo: User

beforeEach(async () => {
  database = await testDatabase()
  house = await openBettingHouse(database.url, { feeBps: 500, grantCredits: 1000 })
  pool = openPool(database.url, 'betting')
  ;[ada, bo] = await Promise.all([house.newUser('Ada'), house.newUser('Bo')])
})
afterEach(async () => {
  await pool.end()
  await house.close()
  await database.drop()
})

/** A run with 40 on success and 60 on failure, which all views show. */
const openRun = async (): Promise<Run> => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  await house.bet(ada, run.markets.success, 'success', 40)
  await house.bet(bo, run.markets.success, 'failure', 60)
  expect(await found()).toEqual([])
  return run
}

const found = async () => (await house.ask(reconcileBooks, {})).differences
const kindsOf = (differences: readonly BookDifference[]) => differences.map(({ kind }) => kind).toSorted()
const parked = async () => (await pool.query<{ stream: string; reason: string }>('select stream, reason from dead_letters')).rows
const untilParked = (marketId: string) =>
  eventually(async () => expect((await parked()).map(({ stream }) => stream)).toEqual([`market-${marketId}`]), {
    timeoutMs: 20_000,
  })

const untilPaid = (marketId: string) =>
  eventually(async () => expect((await house.betsOf(marketId)).items.map(({ status }) => status)).toEqual(['won', 'lost']))

test('books are right while bets stand, are paid, and are refunded', async () => {
  const [won, void_] = [await openRun(), await openRun()]
  expect(await found()).toEqual([])
  await house.tell(ended(won, 'success'))
  await house.tell(ended(void_, 'void'))
  expect(await house.ask(reconcileBooks, {})).toMatchObject({ total: 0, markets: 2, bets: 4, differences: [] })
  expect(await house.balance(ada)).toBe(1000 + 57)
})

test('a pool that lost a credit is found; its market pays nothing, others go on, and it pays once that is mended', async () => {
  const [bad, good] = [await openRun(), await openRun()]
  const marketId = bad.markets.success
  const change = (by: number) => pool.query('update accounts set balance = balance + $2 where id = $1', [`pool:${marketId}`, by])
  await change(-1)
  expect(await found()).toEqual([
    { kind: 'total', id: 'all', expected: 0, found: -1, text: 'All accounts together hold -1, and should hold 0.' },
    {
      kind: 'balance',
      id: `pool:${marketId}`,
      marketId,
      expected: 100,
      found: 99,
      text: `The pool of the market ${marketId} shows 99; its movements make 100.`,
    },
  ])

  await house.tell(ended(bad, 'success'))
  await untilParked(marketId)
  expect((await parked())[0]?.reason).toContain(`BooksDiffer: The market ${marketId} pays nothing while its books differ.`)
  await house.tell(ended(good, 'success'))
  const statuses = async () => (await house.betsOf(good.markets.success)).items.map(({ status }) => status)
  await eventually(async () => expect(await statuses()).toEqual(['won', 'lost']))
  expect((await house.betsOf(marketId)).items.map(({ status }) => status)).toEqual(['open', 'open'])

  await change(+1)
  await pool.query('update dead_letters set retry_at = clock_timestamp()')
  await eventually(
    async () => expect((await house.betsOf(marketId)).items.map(({ status }) => status)).toEqual(['won', 'lost']),
    {
      timeoutMs: 20_000,
    },
  )
  expect(await found()).toEqual([])
})

test('a correction whose payout was parked is no difference, and pays when it is asked for again', async () => {
  const run = await openRun()
  const marketId = run.markets.success
  const statuses = async () => (await house.betsOf(marketId)).items.map(({ status }) => status)
  const change = (by: number) => pool.query('update accounts set balance = balance + $2 where id = $1', [`pool:${marketId}`, by])
  await house.tell(ended(run, 'success'))
  await eventually(async () => expect(await statuses()).toEqual(['won', 'lost']))
  await change(-1)
  await house.reverse(marketId, ['failure'])
  await untilParked(marketId)
  await change(+1)
  expect(await found()).toEqual([])
  await pool.query('update dead_letters set retry_at = clock_timestamp()')
  await eventually(async () => expect(await statuses()).toEqual(['lost', 'won']), { timeoutMs: 20_000 })
  expect(await found()).toEqual([])
})

test('a stake that is changed in the list of bets stops its market', async () => {
  const run = await openRun()
  await pool.query("update bets set stake = stake + 5 where outcome = 'success'")
  expect(await found()).toMatchObject([{ kind: 'bets', marketId: run.markets.success, expected: 40, found: 45 }])
  await house.tell(ended(run, 'failure'))
  await untilParked(run.markets.success)
})

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
  const [run, other] = [await openRun(), await openRun()]
  await house.tell(ended(run, 'success'))
  await untilPaid(run.markets.success)
  expect(await found()).toEqual([])
  await pool.query(plant, [run.markets.success])
  const differences = await found()
  expect(new Set(differences.map(({ marketId }) => marketId))).toEqual(new Set([run.markets.success]))
  expect(kindsOf(differences)).toContain(kind)
  expect(await marketDifferences(pool, other.markets.success)).toEqual([])
})

test('a bet that is shown in another market is found, and so is a market that is shown open again with what it did not pay', async () => {
  const [run, other] = [await openRun(), await openRun()]
  await house.tell(ended(run, 'success'))
  await untilPaid(run.markets.success)
  await pool.query("update bets set market_id = $1, version = 99 where market_id = $2 and outcome = 'failure'", [
    other.markets.success,
    run.markets.success,
  ])
  expect((await found()).map(({ text }) => text)).toContainEqual(expect.stringContaining('is not in the list.'))
  await pool.query(`update markets set status = 'open', result = null where id = $1`, [run.markets.success])
  expect(kindsOf(await found())).toEqual(expect.arrayContaining(['bets', 'market']))
  expect((await found()).map(({ text }) => text)).toContainEqual(expect.stringContaining('is not in the list.'))
})

test('what is changed while a market pays is found when it has paid, and its payout is parked', async () => {
  const run = await openRun()
  await pool.query(`create function greedy() returns trigger language plpgsql as
      $$ begin if new.status = 'won' then new.payout := new.payout + 1; end if; return new; end $$;
    create trigger greedy before update on bets for each row execute function greedy()`)
  await house.tell(ended(run, 'success'))
  await untilParked(run.markets.success)
  expect((await parked())[0]?.reason).toContain('is won with 97 by its movements, and shown as won with 98')
})

test('a payout of a corrected market is compared with the settlement that counts', async () => {
  const run = await openRun()
  const marketId = run.markets.success
  await house.tell(ended(run, 'success'))
  await untilPaid(marketId)
  await house.reverse(marketId, ['failure'])
  await eventually(async () => expect((await house.betsOf(marketId)).items.map(({ status }) => status)).toEqual(['lost', 'won']))
  expect(await found()).toEqual([])
  await pool.query("update bets set payout = 99 where market_id = $1 and status = 'won'", [marketId])
  expect((await found()).map(({ text }) => text)).toContainEqual(
    expect.stringContaining('98 (won) by the record, 99 (won) as paid'),
  )
})

test('a record that breaks the rules, or cannot be read, is found', async () => {
  const run = await openRun()
  await house.tell(ended(run, 'success'))
  await untilPaid(run.markets.success)
  await rewrite('MarketLocked', { cause: 'time' })
  expect((await found()).map(({ text }) => text)).toEqual([expect.stringContaining('Locked by time at')])
  await rewrite('MarketStarted', { startedAt: 'yesterday' })
  expect((await found()).map(({ text }) => text)).toContainEqual(expect.stringContaining('its record cannot be read'))
})

test('a stake that came from another account, and credits that were given twice, are found', async () => {
  const run = await openRun()
  await forgeMovement({ from: ada.id, betId: 'bet_forged' })
  await rewrite('BetPlaced', { userId: ada.id })
  const texts = (await found()).map(({ text }) => text)
  expect(texts).toContainEqual(expect.stringMatching(`is placed by ${ada.id}, and its stake came from ${bo.id}`))
  await pool.query(`insert into events (position, stream, version, id, type, data, meta)
    select (select position + 1 from head), stream, 98, gen_random_uuid(), type, data, meta
    from events where data->>'reason' = 'grant' and data->>'to' = '${bo.id}'`)
  await pool.query('update head set position = position + 1')
  await eventually(async () =>
    expect((await found()).map(({ text }) => text)).toContain(`The account ${bo.id} was given first credits 2 times.`),
  )
  expect(kindsOf(await marketDifferences(pool, run.markets.success))).toContain('bets')
})

test('a wallet is compared entry by entry: amounts, sentences and the balance after each', async () => {
  await openRun()
  const planted = [
    `update wallet_entries set amount = amount + (case when amount > 0 then 7 else -7 end) where account_id = $1`,
    `update wallet_entries set balance = 1 where account_id = $1 and amount > 0`,
    `update wallet_entries set text = 'A present.' where account_id = $1 and amount > 0`,
  ]
  for (const plant of planted) {
    await pool.query('create table kept as table wallet_entries')
    await pool.query(plant, [ada.id])
    expect(await found()).toMatchObject([{ kind: 'entries', id: ada.id }])
    await pool.query('truncate wallet_entries')
    await pool.query('insert into wallet_entries table kept')
    await pool.query('drop table kept')
    expect(await found()).toEqual([])
  }
})

test('an account below zero is found whatever it is called, and a house that owes more than it bears', async () => {
  const run = await openRun()
  const agent = `agent:${run.sandboxId}`
  await pool.query(`insert into accounts (id, kind, balance) values ($1, 'agent', -1), ('house', 'house', -1)`, [agent])
  await pool.query(`update accounts set balance = -1, kind = 'house' where id = $1`, [ada.id])
  const below = (await found()).filter(({ kind }) => kind === 'below-zero')
  expect(below.map(({ id }) => id)).toEqual([agent, 'house', ada.id])
})

test('a pool below zero and a wallet whose last entry shows another balance are found', async () => {
  const run = await openRun()
  await pool.query('update accounts set balance = -5 where id = $1', [`pool:${run.markets.success}`])
  await pool.query('update wallet_entries set balance = balance + 1 where account_id = $1 and amount = -40', [ada.id])
  expect(kindsOf(await found())).toEqual(['balance', 'below-zero', 'entries', 'total'])
})

/** As nobody may: events of the log are changed. */
const rewrite = (type: string, more: Readonly<Record<string, unknown>>) =>
  pool.query(`alter table events disable trigger user;
    update events set data = (data::jsonb || '${JSON.stringify(more)}')::json where type = '${type}';
    alter table events enable trigger user`)

test('what was paid is compared with what follows from the record, though movements and list agree', async () => {
  const run = await openRun()
  const marketId = run.markets.success
  await house.tell(ended(run, 'success'))
  await eventually(async () => expect((await house.betsOf(marketId)).items[0]?.status).toBe('won'))
  await rewrite('MarketSettled', { winners: ['failure'], losingPool: 40, fee: 2 })
  expect((await found()).map(({ text }) => text)).toEqual([
    expect.stringMatching(/won by \["failure"\] by its events, .* won by \["success"\] as shown/),
    expect.stringMatching(/0 \(lost\) by the record, 97 \(won\) as paid/),
    expect.stringMatching(/98 \(won\) by the record, 0 \(lost\) as paid/),
  ])
  const textsOf = async (settledAt?: number) => (await marketDifferences(pool, marketId, settledAt)).map(({ text }) => text)
  expect(await textsOf(await new PostgresEventLog(pool).head())).toContainEqual(expect.stringContaining('as paid'))
  expect(await textsOf()).not.toContainEqual(expect.stringContaining('as paid'))
})

const auditorWith = (more: Partial<AuditorOptions>) =>
  new Auditor({
    db: pool,
    logger: silentLogger(),
    metrics: new Metrics(),
    lead: (_role, begin) => {
      const begun = begin(soleTerm())
      return { stop: async () => (await begun).stop?.() }
    },
    viewsCurrent: () => Promise.resolve(),
    ...more,
  })

test('who asks while the books are looked at waits for the next look, and all who wait share it', async () => {
  let looks = 0
  const auditor = auditorWith({ viewsCurrent: () => Promise.resolve(void looks++) })
  const first = auditor.reconcile()
  await nextTurn()
  expect(looks).toBe(1)
  const others = Array.from({ length: 5 }, () => auditor.reconcile())
  expect(new Set(await Promise.all([first, ...others])).size).toBe(2)
  expect(looks).toBe(2)
  await auditor.reconcile()
  expect(looks).toBe(3)
})

test('the books are looked at when the service starts; what differs is told to the log and to Prometheus', async () => {
  const run = await openRun()
  await pool.query('update accounts set balance = balance - 1 where id = $1', [`pool:${run.markets.success}`])
  const [errors, gauge]: [unknown[], number[]] = [[], []]
  const auditor = auditorWith({
    logger: { error: (told: unknown) => errors.push(told) } as unknown as Logger,
    metrics: { gauge: () => ({ set: (value: number) => gauge.push(value) }) } as unknown as Metrics,
  })
  auditor.start()
  await auditor.stop()
  expect(errors).toMatchObject([{ difference: { kind: 'total' } }, { difference: { kind: 'balance' } }])
  expect(gauge).toEqual([2])
})

test('the books are looked at again and again', async () => {
  const gauge: number[] = []
  const auditor = auditorWith({
    metrics: { gauge: () => ({ set: (value: number) => gauge.push(value) }) } as unknown as Metrics,
    everyMs: 20,
  })
  auditor.start()
  await eventually(() => expect(gauge.length).toBeGreaterThan(2))
  await auditor.stop()
})

test('a wallet entry that is lost, a balance below zero and a bet that nobody placed are found and not mended', async () => {
  const run = await openRun()
  await pool.query('delete from wallet_entries where account_id = $1 and amount = -40', [ada.id])
  await pool.query('update accounts set balance = -7 where id = $1', [bo.id])
  const insert = `insert into bets (id, market_id, user_id, user_name, outcome, stake, weight_bps, placed_at, version, position)
    select $1, market_id, user_id, user_name, outcome, 9, weight_bps, placed_at, 99, 99 from bets limit 1`
  await pool.query(insert, [newId('bet')])
  const differences = await found()
  expect(kindsOf(differences)).toEqual(['balance', 'below-zero', 'bets', 'entries', 'total'])
  expect(differences.find(({ kind }) => kind === 'bets')).toMatchObject({
    marketId: run.markets.success,
    expected: null,
    found: 9,
  })
  expect(await found()).toEqual(differences)
})

/** A movement like the last one of Ada's, for a bet that nobody placed. */
const forgeMovement = async (more: { readonly from: string; readonly betId?: string }) => {
  const { items } = await house.ask(listWalletEntries, {}, contextOf(ada))
  const forge = `insert into events (position, stream, version, id, type, data, meta)
    select (select position + 1 from head), 'account-' || $3, 99, gen_random_uuid(), type, (data::jsonb || $2)::json, meta
    from events where data->>'transferId' = $1`
  const forged = { credits: 3, betId: 'bet_forged', transferId: 'trf_forged', ...more }
  await pool.query(forge, [items[0]?.id, forged, more.from])
  await pool.query('update head set position = position + 1')
}

test('a movement of somebody who has no bet on a market is found with that market', async () => {
  const { markets } = await openRun()
  await forgeMovement({ from: bo.id })
  await eventually(async () => expect(await found()).not.toEqual([]))
  expect(kindsOf(await marketDifferences(pool, markets.success))).toEqual(['bets'])
  await forgeMovement({ from: 'stranger' })
  await eventually(async () => expect(kindsOf(await marketDifferences(pool, markets.success))).toEqual(['balance', 'bets']))
})

test('the log itself is the measure: a movement without a bet is found in it', async () => {
  const run = await openRun()
  await forgeMovement({ from: ada.id })
  await eventually(async () => expect(kindsOf((await reconcile(pool)).differences)).toEqual(['bets']))
  expect((await reconcile(pool)).differences).toMatchObject([{ id: 'bet_forged', marketId: run.markets.success, expected: null }])
})

test('bets that come while it looks are no difference', async () => {
  const run = await openRun()
  const over = new AbortController()
  const betting = (async () => {
    while (!over.signal.aborted) await house.bet(ada, run.markets.success, 'success', 1)
  })()
  for (let look = 0; look < 10; look++) expect((await reconcile(pool)).differences).toEqual([])
  over.abort()
  await betting
})
