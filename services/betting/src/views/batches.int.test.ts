/** A view shows the same, byte for byte, whether its events come one by one, in runs, or all at once. */
import type { BettingFact, StoredEvent } from '@agent-arena/contracts'
import { hashOfView, type View } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { GRANT, HOUSE, poolOf } from '../account/ledger.ts'
import { opened, second, started } from '../testing/market-facts.ts'
import { balancesView } from './balances.view.ts'
import { betsView } from './bets.view.ts'
import { marketsView } from './markets.view.ts'
import { walletEntriesView } from './wallet-entries.view.ts'

const views: readonly View[] = [balancesView, betsView, marketsView, walletEntriesView]
const users = ['usr_1', 'usr_2', 'usr_3']

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const transfer = (from: string, to: string, credits: number, more: object): BettingFact => ({
  type: 'CreditsTransferred',
  data: { transferId: `trf_${from}_${to}`, from, to, credits, text: 'A sentence.', at: second(1), ...more } as never,
})

const bet = fc.record({
  userId: fc.constantFrom(...users),
  outcome: fc.constantFrom('success', 'failure'),
  stake: fc.integer({ min: 1, max: 1_000_000_000 }),
  weightBps: fc.integer({ min: 1, max: 10_000 }),
  end: fc.constantFrom('payout' as const, 'refund' as const, 'lost' as const, 'none' as const, 'corrected' as const),
})

const market = fc.record({
  bets: fc.array(bet, { maxLength: 12 }),
  progress: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  closes: fc.boolean(),
  end: fc.constantFrom('open' as const, 'locked' as const, 'settled' as const, 'voided' as const),
})
type InStream = readonly [string, BettingFact]
type MarketPlan = typeof market extends fc.Arbitrary<infer T> ? T : never

const pools = [
  { outcome: 'success', stake: 12, shares: '120000' },
  { outcome: 'failure', stake: 3, shares: '99999999999999999999' },
]

const endOf = (marketId: string, end: MarketPlan['end']): readonly BettingFact[] => {
  const locked = {
    marketId,
    cause: 'time',
    text: 'Time.',
    lockedAt: second(80),
    evidenceAt: second(80),
    pools,
    excluded: [],
  } as const
  const lock = { type: 'MarketLocked', data: locked } as const
  const settled = {
    marketId,
    winners: ['success'],
    text: 'Done “so”.',
    losingPool: 3,
    fee: 0,
    pools,
    excluded: [],
    settledAt: second(90),
  }
  if (end === 'open') return []
  if (end === 'locked') return [lock]
  if (end === 'voided') return [{ type: 'MarketVoided', data: { marketId, cause: 'A fault.', voidedAt: second(90) } }]
  return [lock, { type: 'MarketSettled', data: settled }]
}

/** Facts of one market with their streams, in the order of the log. */
const factsOf = (marketId: string, plan: MarketPlan): readonly InStream[] => {
  const inMarket = (fact: BettingFact) => [`market-${marketId}`, fact] as const
  const stakes = plan.bets.flatMap(({ end: _end, ...data }, index): readonly InStream[] => {
    const placed = { marketId, betId: `bet_${marketId}_${index}`, userName: 'Ada', placedAt: second(index), ...data }
    const paid = transfer(data.userId, poolOf(marketId), data.stake, { reason: 'stake', marketId, betId: placed.betId })
    return [inMarket({ type: 'BetPlaced', data: placed }), [`account-${data.userId}`, paid]]
  })
  const ends = plan.bets.flatMap(({ userId, stake, end }, index): readonly InStream[] => {
    const betId = `bet_${marketId}_${index}`
    if (end === 'none') return []
    if (end === 'lost') return [[`account-${userId}`, { type: 'BetLost', data: { betId, marketId, at: second(95) } }]]
    const stream = `account-${userId}`
    const paid: InStream = [
      stream,
      transfer(poolOf(marketId), userId, stake, { reason: end === 'corrected' ? 'payout' : end, marketId, betId }),
    ]
    if (end !== 'corrected') return [paid]
    const undone = { accountId: userId, marketId, round: 1, betIds: [betId], at: second(96) }
    return [
      paid,
      [stream, { type: 'SettlementUndone', data: undone }],
      [stream, { type: 'BetLost', data: { betId, marketId, at: second(97) } }],
    ]
  })
  const progress = plan.progress.map((done) =>
    inMarket({ type: 'MarketProgressed', data: { marketId, progress: done, at: second(5) } }),
  )
  const gifts = plan.bets.map(({ userId, stake }, index): InStream => {
    const markets = { success: marketId, winner: 'mkt_of_a_match' }
    const given = {
      sandboxId: 'sbx_1',
      userId,
      userName: 'Ada',
      credits: stake,
      tokens: 1,
      markets,
      position: [],
      at: second(50),
    }
    return ['agent-sbx_1', { type: 'CreditsGiven', data: { giftId: `gft_${index}`, ...given } }]
  })
  const closed = { type: 'OutcomeClosed', data: { marketId, outcome: 'failure', at: second(6) } } as const
  return [
    inMarket(opened({ marketId })),
    ...stakes.slice(0, 4),
    inMarket({ ...started, data: { ...started.data, marketId } }),
    ...progress,
    ...stakes.slice(4),
    ...(plan.closes ? [inMarket(closed)] : []),
    ...endOf(marketId, plan.end).map(inMarket),
    ...ends,
    ...gifts,
  ]
}

const grants = users.flatMap((user): readonly InStream[] => [
  [`account-${user}`, { type: 'AccountOpened', data: { accountId: user, name: 'Ada', openedAt: second(0) } }],
  [`account-${user}`, transfer(GRANT, user, 1000, { reason: 'grant' })],
  [`account-${HOUSE}`, transfer(user, HOUSE, 1, { reason: 'fee' })],
])

/** The markets' facts in turns, as in a log that several fill. */
const logOf = (plans: readonly MarketPlan[]): readonly StoredEvent[] => {
  const each = plans.map((plan, index) => factsOf(`mkt_${index}`, plan))
  const longest = Math.max(0, ...each.map(({ length }) => length))
  const turns = Array.from({ length: longest }, (_, turn) => each.flatMap((facts) => (facts[turn] ? [facts[turn]] : []))).flat()
  const versions = new Map<string, number>()
  return [...grants, ...turns].map(([stream, fact], index) => {
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    const meta = { actor: 'service:betting', correlationId: 'c' }
    return { id: `event-${index}`, ...fact, meta, stream, version, position: index + 1, at: second(index) }
  })
}

const hashIn = async (schema: string, view: View, events: readonly StoredEvent[], size: number) => {
  const client = await database.pool.connect()
  try {
    await client.query(`drop schema if exists ${schema} cascade; create schema ${schema}; set search_path to ${schema}`)
    await client.query(view.ddl)
    for (let from = 0; from < events.length; from += size) await view.apply(client, events.slice(from, from + size))
    return await hashOfView(client, view)
  } finally {
    client.release(true)
  }
}

test.each(views.map((view) => [view.name, view] as const))('%s', async (_name, view) => {
  await fc.assert(
    fc.asyncProperty(fc.array(market, { minLength: 1, maxLength: 3 }), fc.integer({ min: 2, max: 9 }), async (plans, size) => {
      const events = logOf(plans)
      const single = await hashIn('one_by_one', view, events, 1)
      expect(await hashIn('in_runs', view, events, size)).toBe(single)
      expect(await hashIn('at_once', view, events, events.length)).toBe(single)
    }),
    { numRuns: 6 },
  )
})
