/** What anybody computes from the public record is what the service decided, and a difference is told. */
import { checkSettlement, recomputedBook, type MarketFact, type Settlement, type SettledBook } from '@agent-arena/contracts'
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

test('one credit too many is named, wherever it is; a payout that is under way is no difference', () => {
  const book = recomputedBook(recordOf(bets, is.settleAs(['success'], 90))) as SettledBook
  const [told, paid] = [toldOf(book), paidOf(book)]
  expect(checkSettlement(book, told, paid)).toEqual({ payouts: 3, credits: 35, differences: [], unpaid: 0 })

  const wrong = { ...told, payouts: told.payouts.map((one, index) => (index === 0 ? { ...one, payout: one.payout + 1 } : one)) }
  expect(checkSettlement(book, wrong, paid).differences).toEqual(['The bet a of Ada: 35 by the record, 36 as told.'])

  const overpaid = paid.map((one, index) => (index === 1 ? { ...one, status: 'won' as const, payout: 7 } : one))
  expect(checkSettlement(book, told, overpaid).differences).toEqual([
    'The bet b of Ada: 0 (lost) by the record, 7 (won) as paid.',
  ])

  const waiting = paid.map((one) => ({ ...one, status: 'open' as const, payout: undefined }))
  expect(checkSettlement(book, told, waiting)).toMatchObject({ differences: [], unpaid: 3 })
})
