/** What anybody computes from the public record is what the service decided, and a difference is told. */
import {
  checkSettlement,
  recomputedBook,
  recordFaults,
  type MarketFact,
  type Settlement,
  type SettledBook,
} from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import * as is from '../testing/market-facts.ts'
import { marketDecider, type MarketStep } from './market.decider.ts'
import { marketFold, type MarketState } from './market.state.ts'
import { settledBookOf } from './settled-book.ts'

const marketAfter = (facts: readonly MarketFact[]) =>
  facts.reduce((state: MarketState, fact) => marketFold.evolve(state, fact), marketFold.initialState)

const begun = [is.opened(), is.started] as const
const bets = [is.placed('a', 'success', 10, 5), is.placed('b', 'failure', 20, 6), is.placed('c', 'failure', 5, 40, 7_500)]

/** The record as it comes over the wire. */
const recordOf = (placed: readonly MarketFact[], ending: MarketStep): readonly MarketFact[] => {
  const before = [...begun, ...placed]
  return JSON.parse(JSON.stringify([...before, ...marketDecider.decide(ending, marketAfter(before))])) as MarketFact[]
}

test('a settlement is computed from the public events alone, and from nothing less', () => {
  const record = recordOf(bets, is.settleAs(['success'], 90, 39))
  expect(recomputedBook(record)).toMatchObject({
    losingPool: 20,
    fee: 0,
    payouts: [{ payout: 30 }, { payout: 0 }, { payout: 5, cause: 'too-late' }],
  })
  expect(recomputedBook(record.slice(0, -1))).toBeNull()
  expect(recomputedBook([])).toBeNull()
})

test('a void market gives every stake back', () => {
  const record = recordOf(bets, { type: 'VoidMarket', data: { marketId: is.marketId, cause: 'Cancelled.' }, at: is.second(50) })
  expect(recomputedBook(record)?.payouts.map(({ payout }) => payout)).toEqual([10, 20, 5])
})

test('for any bets and any verdict it is the book that the service pays by', () => {
  const bet = fc.record({
    outcome: fc.constantFrom('success', 'failure'),
    stake: fc.integer({ min: 1, max: 100_000 }),
    weight: fc.integer({ min: 5_000, max: 10_000 }),
    second: fc.integer({ min: 0, max: 79 }),
  })
  fc.assert(
    fc.property(
      fc.array(bet, { maxLength: 60 }),
      fc.constantFrom('success', 'failure'),
      fc.nat(95),
      (drawn, winner, evidence) => {
        const inTime = drawn.toSorted((a, b) => a.second - b.second)
        const placed = inTime.map(({ outcome, stake, second, weight }, i) => is.placed(`b${i}`, outcome, stake, second, weight))
        const record = recordOf(placed, is.settleAs([winner], 95, evidence))
        const market = marketAfter(record)
        expect(recomputedBook(record)).toEqual(market.status === 'unopened' ? null : settledBookOf(market))
      },
    ),
    { numRuns: 300 },
  )
})

type Command = Parameters<typeof marketDecider.decide>[0]

/** A record in which the service itself took every bet. */
const recordByRules = (commands: readonly Command[]): readonly MarketFact[] => {
  const record: MarketFact[] = [...begun]
  for (const command of commands) record.push(...marketDecider.decide(command, marketAfter(record)))
  return JSON.parse(JSON.stringify(record)) as MarketFact[]
}

const betAs = (betId: string, outcome: string, stake: number, seconds: number): Command => {
  const command = is.bet(outcome, stake, seconds)
  return { ...command, data: { ...command.data, betId } }
}

const played = recordByRules([
  betAs('a', 'success', 10, 5),
  is.progress(30, 6),
  betAs('b', 'failure', 20, 10),
  betAs('c', 'failure', 5, 40),
  is.settleAs(['success'], 60, 39),
])

const change = (type: MarketFact['type'], to: (data: Record<string, unknown>) => Record<string, unknown>, at = 0) => {
  const index = played.flatMap((fact, position) => (fact.type === type ? [position] : []))[at]
  return played.map((fact, position) => (position === index ? { ...fact, data: to(fact.data) } : fact)) as MarketFact[]
}

const bookOf = (record: readonly MarketFact[]): SettledBook => {
  const book = recomputedBook(record)
  if (!book) throw new Error('The market is not over.')
  return book
}

const toldOf = ({ losingPool, fee, payouts }: SettledBook): Settlement => ({
  status: 'settled',
  outcome: 'success',
  winners: ['success'],
  losingPool,
  fee,
  payouts: payouts.map(({ betId, userId, stake, payout, kind }) => ({ betId, userId, stake, payout, kind })),
  position: 1,
  reversals: [],
})

const paidOf = ({ payouts }: SettledBook) =>
  payouts.map(({ betId, payout, kind }) => {
    const status = ({ win: 'won', loss: 'lost', refund: 'refunded' } as const)[kind]
    return { id: betId, userName: 'Ada', status, payout }
  })

const [told, paid] = [toldOf(bookOf(played)), paidOf(bookOf(played))]
const differencesOf = (
  record: readonly MarketFact[],
  settlement: Settlement = toldOf(bookOf(record)),
  bets = paidOf(bookOf(record)),
) => checkSettlement(record, settlement, bets)?.differences

test('what was told and paid by the record has no difference; a payout that is under way is none', () => {
  expect(checkSettlement(played, told, paid)).toEqual({ payouts: 3, credits: 35, differences: [], unpaid: 0 })
  const waiting = paid.map((one) => ({ ...one, status: 'open' as const, payout: undefined }))
  expect(checkSettlement(played, told, waiting)).toMatchObject({ differences: [], unpaid: 3 })
  expect(checkSettlement(played.slice(0, -1), told, paid)).toBeNull()
})

test('whatever was told otherwise than the record has it is named', () => {
  expect(differencesOf(played, { ...told, losingPool: 21 })).toEqual(['Losing pool: 20 by the record, 21 as told.'])
  expect(differencesOf(played, { ...told, fee: 1 })).toEqual(['Fee: 0 by the record, 1 as told.'])
  expect(differencesOf(played, { ...told, winners: ['failure'] })).toEqual(['Winner: success by the record, failure as told.'])
  expect(differencesOf(played, { ...told, status: 'voided' })).toEqual(['Winner: success by the record, void as told.'])
  const dearer = told.payouts.map((one) => (one.betId === 'a' ? { ...one, payout: one.payout + 1 } : one))
  expect(differencesOf(played, { ...told, payouts: dearer })).toEqual(['The bet a of Ada: 30 by the record, 31 as told.'])
  expect(differencesOf(played, { ...told, payouts: told.payouts.slice(0, 2) })).toEqual([
    'Number of bets: 3 by the record, 2 as told.',
    'The bet c of Ada: 5 by the record, nothing as told.',
  ])
})

test('whatever was paid otherwise than the record has it is named', () => {
  const paying = (betId: string, more: Partial<(typeof paid)[number]>) =>
    differencesOf(
      played,
      told,
      paid.map((one) => (one.id === betId ? { ...one, ...more } : one)),
    )
  expect(paying('b', { payout: 7 })).toEqual(['The bet b of Ada: 0 (lost) by the record, 7 (lost) as paid.'])
  expect(paying('b', { status: 'won' })).toEqual(['The bet b of Ada: 0 (lost) by the record, 0 (won) as paid.'])
  expect(differencesOf(played, told, paid.slice(1))).toEqual(['Number of bets in the list: 3 by the record, 2 as told.'])
})

test('a record that breaks the published rules is named, though its sums are right', () => {
  expect(recordFaults(played)).toEqual([])
  expect(recordFaults(change('BetPlaced', (data) => ({ ...data, weightBps: 9_000 })))).toContain(
    'The bet a of Ada: weight 9687 by the rules, 9000 in the record.',
  )
  const bet = `The bet b of Ada: placed at ${is.second(10)}`
  expect(differencesOf(change('MarketLocked', (data) => ({ ...data, excluded: ['b', 'c'] })))).toContain(
    `${bet}, so it counts (evidence of ${is.second(39)}), but it is left out.`,
  )
  expect(differencesOf(change('MarketLocked', (data) => ({ ...data, evidenceAt: is.second(9) })))).toContain(
    `${bet}, so it is too late (evidence of ${is.second(9)}), but it is counted.`,
  )
  expect(recordFaults(change('MarketStarted', (data) => ({ ...data, lockAt: is.second(8) })))).toContain(
    `${bet}, when time had locked the market.`,
  )
  expect(recordFaults(change('MarketSettled', (data) => ({ ...data, pools: [is.pool('success', 11)] })))).toEqual([
    'Pool on success: 10 by the bets, 11 in the record.',
    'Pool on failure: 20 by the bets, nothing in the record.',
  ])
})
