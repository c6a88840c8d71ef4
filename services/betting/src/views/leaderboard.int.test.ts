/** The leaderboards on a real database: what is counted, who is left out, and how a forecast is judged. */
import {
  forecastOf,
  getLeaderboard,
  newId,
  serviceContext,
  type BettingFact,
  type BoardMeasure,
  type InputOf,
  type Stored,
} from '@agent-arena/contracts'
import { openPool, PostgresEventLog } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { User } from '../testing/audience.ts'
import { openBettingHouse, type BettingHouse } from '../testing/betting-house.ts'
import { decided, ended, matchStarted, newMatch, newRun, requested, scheduled, started } from '../testing/runs.ts'
import { leaderboardView } from './leaderboard.view.ts'

let database: TestDatabase
let house: BettingHouse
let ada: User
let bo: User

beforeEach(async () => {
  database = await testDatabase()
  house = await openBettingHouse(database.url)
  ;[ada, bo] = [await house.newUser('Ada'), await house.newUser('Bo')]
})
afterEach(async () => {
  await house.close()
  await database.drop()
})

const board = (more: InputOf<typeof getLeaderboard> = {}) => house.ask(getLeaderboard, { guests: 'include', ...more })

/** Ada believes, Bo doubts. Answers the market. */
const play = async (verdict: 'success' | 'failure' | 'void', doubt = 10) => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  await house.bet(ada, run.markets.success, 'success', 30)
  await house.bet(bo, run.markets.success, 'failure', doubt)
  await house.tell(ended(run, verdict))
  return run.markets.success
}

test('counts what was won and lost; what was refunded counts nowhere', async () => {
  await play('success')
  await play('void')
  await play('failure')
  const { items, leastMarkets } = await board()
  expect(leastMarkets).toBe(1)
  expect(items).toMatchObject([
    {
      rank: 1,
      userId: bo.id,
      name: 'Bo',
      guest: true,
      bets: 2,
      markets: 2,
      won: 1,
      staked: 20,
      returned: 40,
      profit: 20,
      return: 1,
      hitRate: 0.5,
    },
    { rank: 2, userId: ada.id, name: 'Ada', bets: 2, won: 1, staked: 60, returned: 40, profit: -20, return: -1 / 3 },
  ])
})

test('what a correction took back counts nowhere until it is settled anew', async () => {
  await play('success')
  const [bet] = (await house.myBets(ada)).items
  await house.reverse(bet?.marketId ?? '', ['failure'])
  expect((await board()).items).toMatchObject([{ name: 'Bo' }, { name: 'Ada' }])
  const pool = openPool(database.url, 'betting')
  const events = (await new PostgresEventLog(pool).readAll(0, 1000)) as readonly Stored<BettingFact>[]
  await leaderboardView.apply(
    pool,
    events.filter(({ type }) => type === 'SettlementUndone'),
  )
  await pool.end()
  expect((await board()).items).toEqual([])
})

test('a forecast is the share of the pool that a bet leaves behind, judged by what came true', async () => {
  await play('success')
  const none = new Map([
    ['success', 0],
    ['failure', 0],
  ])
  const believed = forecastOf(none, 'success', 30)
  const doubted = forecastOf(
    new Map([
      ['success', 30],
      ['failure', 0],
    ]),
    'failure',
    10,
  )
  expect([believed, doubted]).toEqual([40 / 50, 20 / 60])
  const { items } = await board()
  expect(items.map(({ name, brier }) => [name, brier])).toEqual([
    ['Ada', expect.closeTo((believed - 1) ** 2, 9)],
    ['Bo', expect.closeTo(doubted ** 2, 9)],
  ])
})

test('a larger stake weighs more in a forecast’s judgement, on one market and on several', async () => {
  const rounds = [
    { verdict: 'success', ada: [30, 5], bo: 10 },
    { verdict: 'failure', ada: [100], bo: 40 },
  ] as const
  let [errors, staked] = [0, 0]
  for (const { verdict, ada: stakes, bo: against } of rounds) {
    const run = newRun()
    const pool = new Map([
      ['success', 0],
      ['failure', 0],
    ])
    await house.tell(requested(run), started(run))
    for (const [index, stake] of stakes.entries()) {
      const outcome = index === 0 ? 'success' : 'failure'
      errors += stake * (forecastOf(pool, outcome, stake) - Number(outcome === verdict)) ** 2
      staked += stake
      await house.bet(ada, run.markets.success, outcome, stake)
      pool.set(outcome, (pool.get(outcome) ?? 0) + stake)
    }
    await house.bet(bo, run.markets.success, 'failure', against)
    await house.tell(ended(run, verdict))
  }
  const { items } = await board()
  expect(items.find(({ name }) => name === 'Ada')).toMatchObject({ bets: 3, staked, brier: expect.closeTo(errors / staked, 9) })
})

test('many bets on one market are one market: it is won by who had more on what won than on what lost', async () => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  for (let count = 0; count < 6; count++) await house.bet(ada, run.markets.success, 'success', 1)
  await house.bet(ada, run.markets.success, 'failure', 30)
  await house.bet(bo, run.markets.success, 'success', 20)
  await house.tell(ended(run, 'success'))
  expect((await board()).items).toMatchObject([
    { name: 'Bo', bets: 1, markets: 1, won: 1, hitRate: 1 },
    { name: 'Ada', bets: 7, markets: 1, won: 0, hitRate: 0 },
  ])
  expect((await board({ by: 'return' })).items).toEqual([])
})

test('who bets as much on both sides wins no market', async () => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  for (const outcome of ['success', 'failure']) await house.bet(ada, run.markets.success, outcome, 5)
  await house.tell(ended(run, 'success'))
  expect((await board()).items).toMatchObject([{ name: 'Ada', bets: 2, profit: 0, won: 0, hitRate: 0 }])
})

test('a rate needs as many markets as are published', async () => {
  for (let count = 1; count <= 5; count++) await play('success')
  const shown = async (by: BoardMeasure) => {
    const { items, leastMarkets } = await board({ by })
    return [by, leastMarkets, items.map(({ name }) => name)]
  }
  expect(await Promise.all((['profit', 'return', 'hit-rate', 'calibration'] as const).map(shown))).toEqual([
    ['profit', 1, ['Ada', 'Bo']],
    ['return', 5, ['Ada', 'Bo']],
    ['hit-rate', 10, []],
    ['calibration', 10, []],
  ])
  for (let count = 1; count <= 5; count++) await play('failure')
  expect((await board({ by: 'hit-rate' })).items).toHaveLength(2)
})

test('each measure has an order of its own, the best first', async () => {
  for (let count = 1; count <= 6; count++) await play('success')
  for (let count = 1; count <= 4; count++) await play('failure')
  const order = async (by: BoardMeasure) => {
    const { items } = await board({ by })
    return [by, ...items.map(({ rank, name }) => `${rank} ${name}`)]
  }
  expect(await Promise.all((['profit', 'return', 'hit-rate', 'calibration'] as const).map(order))).toEqual([
    ['profit', '1 Bo', '2 Ada'],
    ['return', '1 Bo', '2 Ada'],
    ['hit-rate', '1 Ada', '2 Bo'],
    ['calibration', '1 Bo', '2 Ada'],
  ])
})

/** Nobody can sign in for good yet, but the log may tell of such an account. */
const openSignedIn = async (name: string): Promise<User> => {
  const user = { id: newId('user'), name }
  const at = new Date().toISOString()
  const grant = { transferId: newId('transfer'), from: 'grant', to: user.id, credits: 100, reason: 'grant', text: 'Welcome.', at }
  const facts = [
    { type: 'AccountOpened', data: { accountId: user.id, name, guest: false, openedAt: at } },
    { type: 'CreditsTransferred', data: grant },
  ]
  const account = { stream: `account-${user.id}`, expectedVersion: 0, facts }
  await house.onPool((pool) =>
    new PostgresEventLog(pool).append([account], { meta: { ...serviceContext('betting'), actor: 'service:betting' } }),
  )
  return user
}

test('guests are left out unless they are asked for', async () => {
  const eve = await openSignedIn('Eve')
  const run = newRun()
  await house.tell(requested(run), started(run))
  await house.bet(eve, run.markets.success, 'success', 30)
  await house.bet(bo, run.markets.success, 'failure', 10)
  await house.tell(ended(run, 'success'))
  const named = async (more: InputOf<typeof getLeaderboard>) =>
    (await house.ask(getLeaderboard, more)).items.map(({ name, guest }) => [name, guest])
  expect(await named({ guests: 'exclude' })).toEqual([['Eve', false]])
  expect(await named({})).toEqual([['Eve', false]])
  expect(await named({ guests: 'include' })).toEqual([
    ['Eve', false],
    ['Bo', true],
  ])
})

test('a match has a board of its own', async () => {
  await play('success')
  const match = newMatch(2)
  const [first] = match.runs
  await house.tell(scheduled(match), ...match.runs.map((run) => requested(run)), matchStarted(match))
  await house.bet(bo, match.marketId, first?.sandboxId ?? '', 5)
  await house.bet(ada, match.marketId, 'nobody', 7)
  await house.tell(decided(match, first ? [first] : []))
  expect((await board({ matchId: match.matchId })).items).toMatchObject([
    { name: 'Bo', profit: 7, bets: 1 },
    { name: 'Ada', profit: -7, bets: 1 },
  ])
  for (const by of ['return', 'hit-rate', 'calibration'] as const) {
    const { leastMarkets, items } = await board({ by, matchId: match.matchId })
    expect([by, leastMarkets, items.length]).toEqual([by, 1, 2])
  }
})

/** As if a market had been paid so many days ago. */
const paidBefore = (marketId: string, days: number) =>
  house.onPool((pool) =>
    pool.query('update board_bets set closed_at = closed_at - make_interval(days => $2) where market_id = $1', [marketId, days]),
  )

test('a board of 7 or 30 days counts what was paid in them, and that of all time all', async () => {
  const played = [
    [1, 6],
    [10, 7],
    [100, 29],
    [500, 30],
  ] as const
  for (const [doubt, days] of played) await paidBefore(await play('success', doubt), days)
  const profits = async (window: 'all' | '30d' | '7d') =>
    (await board({ window })).items.map(({ name, profit }) => [name, profit])
  expect(await profits('7d')).toEqual([
    ['Ada', 1],
    ['Bo', -1],
  ])
  expect(await profits('30d')).toEqual([
    ['Ada', 111],
    ['Bo', -111],
  ])
  expect(await profits('all')).toEqual([
    ['Ada', 611],
    ['Bo', -611],
  ])
})

test('who has as much as another has the same rank, and the next one that of the place', async () => {
  const cy = await house.newUser('Cy')
  const run = newRun()
  await house.tell(requested(run), started(run))
  for (const user of [cy, ada]) await house.bet(user, run.markets.success, 'success', 10)
  await house.bet(bo, run.markets.success, 'failure', 20)
  await house.tell(ended(run, 'success'))
  expect((await board()).items.map(({ rank, name, profit }) => [rank, name, profit])).toEqual([
    [1, 'Ada', 10],
    [1, 'Cy', 10],
    [3, 'Bo', -20],
  ])
})

test('bets on the success of its contestants count on the board of a match, and no others', async () => {
  await play('success')
  const match = newMatch(2)
  const [first, second] = match.runs
  if (!first || !second) throw new Error('A match has two contestants.')
  await house.tell(requested(first), scheduled(match), requested(second), started(first), matchStarted(match))
  await house.bet(bo, match.marketId, first.sandboxId, 5)
  await house.bet(ada, match.marketId, 'nobody', 7)
  for (const [run, stake] of [
    [first, 20],
    [second, 30],
  ] as const) {
    await house.bet(ada, run.markets.success, 'success', stake)
    await house.bet(bo, run.markets.success, 'failure', stake)
  }
  await house.tell(ended(first, 'success'), ended(second, 'failure'), decided(match, [first]))
  expect((await board({ matchId: match.matchId })).items).toMatchObject([
    { name: 'Bo', profit: 17, bets: 3, markets: 3 },
    { name: 'Ada', profit: -17, bets: 3, markets: 3 },
  ])
  expect((await board({ matchId: newMatch(1).matchId })).items).toEqual([])
})
