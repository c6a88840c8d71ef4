/** What anybody computes from the public record is what the service decided. */
import { recomputedBook, type MarketFact } from '@agent-arena/contracts'
import { foldOf } from '@agent-arena/event-store'
import { expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import * as is from '../testing/market-facts.ts'
import { recordOf } from '../testing/played-record.ts'
import type { MarketStep } from './market.decider.ts'
import { marketFold, type MarketState } from './market.state.ts'
import { settledBookOf } from './settled-book.ts'

const begun = [is.opened(), is.started] as const
const bets = [is.placed('a', 'success', 10, 5), is.placed('b', 'failure', 20, 6), is.placed('c', 'failure', 5, 40, 7_500)]

const endedBy = (placed: readonly MarketFact[], ending: MarketStep) => recordOf([...begun, ...placed], [ending])

test('a settlement is computed from the public events alone, and from nothing less', () => {
  const record = endedBy(bets, is.settleAs(['success'], 90, 39))
  expect(recomputedBook(record)).toMatchObject({
    losingPool: 20,
    fee: 0,
    payouts: [{ payout: 30 }, { payout: 0 }, { payout: 5, cause: 'too-late' }],
  })
  expect(recomputedBook(record.slice(0, -1))).toBeNull()
  expect(recomputedBook([])).toBeNull()
})

test('a void market gives every stake back', () => {
  const record = endedBy(bets, { type: 'VoidMarket', data: { marketId: is.marketId, cause: 'Cancelled.' }, at: is.second(50) })
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
        const record = endedBy(placed, is.settleAs([winner], 95, evidence))
        const market = foldOf<MarketFact, MarketState>(marketFold, record)
        expect(recomputedBook(record)).toEqual(market.status === 'unopened' ? null : settledBookOf(market))
      },
    ),
    { numRuns: 300 },
  )
})
