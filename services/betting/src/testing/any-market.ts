/** Random markets for property tests: tiny and extreme stakes, ties, late bets, fees of 0 to 20 %. */
import * as fc from 'fast-check'
import type { SettlementInput } from '@agent-arena/contracts'

/** 500 of these still sum to less than 2^53. */
const EXTREME_STAKE = 2 ** 44

export const anyStake = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 1000 }),
  fc.integer({ min: 1, max: EXTREME_STAKE }),
)

const outcomes = ['success', 'failure', 'third', 'fourth', 'nobody']

const anyBet = (sides: number) =>
  fc.record({
    outcome: fc.nat({ max: sides - 1 }).map((index) => outcomes[index] ?? 'success'),
    stake: anyStake,
    weightBps: fc.oneof(fc.constant(10_000), fc.constant(5_000), fc.integer({ min: 5_000, max: 10_000 })),
    user: fc.nat({ max: 9 }),
    late: fc.boolean(),
  })

export const anyMarket = (maxBets: number): fc.Arbitrary<SettlementInput> =>
  fc.integer({ min: 2, max: outcomes.length }).chain((sides) =>
    fc
      .record({
        bets: fc.array(anyBet(sides), { maxLength: maxBets, size: 'max' }),
        feeBps: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 })),
        winners: fc.shuffledSubarray(outcomes.slice(0, sides), { minLength: 1 }),
        lateBets: fc.boolean(),
      })
      .map(({ bets, feeBps, winners, lateBets }) => ({
        outcomes: outcomes.slice(0, sides),
        bets: bets.map(({ user, late: _late, ...bet }, index) => ({ ...bet, betId: `bet-${index}`, userId: `user-${user}` })),
        feeBps,
        winners,
        excluded: new Set(lateBets ? bets.flatMap(({ late }, index) => (late ? [`bet-${index}`] : [])) : []),
      })),
  )
