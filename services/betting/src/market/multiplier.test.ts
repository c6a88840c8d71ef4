/** Weights and multipliers, by example and against the settlement that they promise. */
import { describe, expect, test } from '@jest/globals'
import { multiplierOf, payoutPerCredit, returnPerCredit, weightAt, type StakedPools } from '@agent-arena/contracts'
import * as fc from 'fast-check'
import { anyMarket, anyStake } from '../testing/any-market.ts'
import { settle, type SettlementInput } from '@agent-arena/contracts'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000).toISOString()

describe('the weight', () => {
  const clock = { startedAt: at(0), lockAt: at(80), progress: 0 }
  test.each([
    ['full before the run begins', { ...clock, startedAt: null }, 500, 10_000],
    ['full at the start', clock, 0, 10_000],
    ['full when the bet came before a start that was told later', clock, -3, 10_000],
    ['three quarters half way to the lock', clock, 40, 7_500],
    ['a half at the lock', clock, 80, 5_000],
    ['a half after it', clock, 400, 5_000],
    ['three quarters at half of the progress that locks', { ...clock, progress: 45 }, 0, 7_500],
    ['what the further of time and progress makes it', { ...clock, progress: 45 }, 60, 6_250],
    ['rounded down', { ...clock, progress: 100 / 3 }, 0, 8_148],
  ])('is %s', (_, clock, seconds, weightBps) => expect(weightAt(clock, at(seconds))).toBe(weightBps))
})

const pools = (success: number, failure: number, feeBps = 0): StakedPools => ({
  feeBps,
  outcomes: [
    { id: 'success', stake: success, shares: BigInt(success) * 10_000n },
    { id: 'failure', stake: failure, shares: BigInt(failure) * 10_000n },
  ],
})

describe('the multiplier', () => {
  test('is null while nothing is staked anywhere', () => expect(multiplierOf(pools(0, 0), 'success', 10_000)).toBeNull())
  test('is 1 while nobody bets against it', () => expect(multiplierOf(pools(50, 0), 'success', 10_000)).toBe(1))
  test('is the whole other side for the first credit', () => expect(multiplierOf(pools(0, 50), 'success', 10_000)).toBe(51))
  test('counts the one more credit', () => expect(multiplierOf(pools(99, 50), 'success', 10_000)).toBe(1.5))
  test('leaves the fee out', () => expect(multiplierOf(pools(99, 50, 1000), 'success', 10_000)).toBe(1.45))
  test('is lower for a lighter bet', () => expect(multiplierOf(pools(100, 50), 'success', 5_000)).toBeCloseTo(1 + 50 / 201, 9))
})

const poolsOf = ({ outcomes, bets, feeBps }: SettlementInput): StakedPools => ({
  feeBps,
  outcomes: outcomes.map((id) => {
    const side = bets.filter(({ outcome }) => outcome === id)
    return {
      id,
      stake: side.reduce((sum, { stake }) => sum + stake, 0),
      shares: side.reduce((sum, { stake, weightBps }) => sum + BigInt(stake) * BigInt(weightBps), 0n),
    }
  }),
})

test('what a stake returns at once is what its multiplier said, to the credit', () =>
  fc.assert(
    fc.property(anyMarket(20), anyStake, fc.integer({ min: 5_000, max: 10_000 }), (input, stake, weightBps) => {
      const outcome = input.winners[0] ?? 'success'
      const mine = { betId: 'mine', userId: 'me', outcome, stake, weightBps }
      const { payouts } = settle({ ...input, bets: [...input.bets, mine], winners: [outcome], excluded: new Set() })
      const said = stake * returnPerCredit(poolsOf(input), outcome, { stake, weightBps })
      const got = payouts.at(-1)?.payout ?? 0
      expect(Math.abs(got - said)).toBeLessThan(1 + said * 1e-12)
    }),
    { numRuns: 1000 },
  ))

test('what the bets on the winner get together is what was said per credit', () =>
  fc.assert(
    fc.property(anyMarket(20), (input) => {
      const winner = input.winners[0] ?? 'success'
      const { payouts } = settle({ ...input, winners: [winner], excluded: new Set() })
      const own = payouts.filter(({ outcome }) => outcome === winner)
      const [staked, got] = [own.reduce((sum, { stake }) => sum + stake, 0), own.reduce((sum, { payout }) => sum + payout, 0)]
      const said = payoutPerCredit(poolsOf(input), winner)
      if (said === null) expect(staked).toBe(0)
      else expect(Math.abs(got - said * staked)).toBeLessThan(1e-6 * got)
    }),
    { numRuns: 500 },
  ))

test('a larger stake, and others beside it, never raise the multiplier', () =>
  fc.assert(
    fc.property(anyMarket(10), anyStake, anyStake, (input, stake, others) => {
      const price = (further: { stake: number; others?: number }) =>
        returnPerCredit(poolsOf(input), 'success', { ...further, weightBps: 8_000 })
      expect(price({ stake: stake + 1 })).toBeLessThanOrEqual(price({ stake }))
      expect(price({ stake, others })).toBeLessThanOrEqual(price({ stake }))
      expect(price({ stake, others })).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 500 },
  ))
