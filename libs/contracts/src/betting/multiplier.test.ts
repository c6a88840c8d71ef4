/** The published formulas of odds. */
import { expect, test } from '@jest/globals'
import { multiplierOf, payoutPerCredit, weightAt } from './multiplier.ts'

const clock = { startedAt: '2026-11-20T12:00:00.000Z', lockAt: '2026-11-20T12:00:40.000Z', progress: 0 }

test('weight is full before the run and falls to half at the lock', () => {
  expect(weightAt({ startedAt: null, lockAt: null, progress: 0 }, '2026-11-20T12:00:20.000Z')).toBe(10_000)
  expect(weightAt(clock, '2026-11-20T11:59:00.000Z')).toBe(10_000)
  expect(weightAt(clock, '2026-11-20T12:00:20.000Z')).toBe(7_500)
  expect(weightAt(clock, '2026-11-20T13:00:00.000Z')).toBe(5_000)
})

test('weight falls with progress where that is further than time', () => {
  expect(weightAt({ ...clock, progress: 45 }, clock.startedAt)).toBe(7_500)
  expect(weightAt({ ...clock, progress: 100 }, clock.startedAt)).toBe(5_000)
})

test('weight is exact at every step: no rounding takes a point from a bet that came in time for it', () => {
  for (let lockMs = 800; lockMs < 80_000; lockMs += 799)
    for (let elapsed = 0; elapsed <= lockMs; elapsed += Math.ceil(lockMs / 40)) {
      const lockAt = new Date(Date.parse(clock.startedAt) + lockMs).toISOString()
      const at = new Date(Date.parse(clock.startedAt) + elapsed).toISOString()
      const lost = (5000n * BigInt(elapsed) + BigInt(lockMs) - 1n) / BigInt(lockMs)
      expect([lockMs, elapsed, weightAt({ ...clock, lockAt }, at)]).toEqual([lockMs, elapsed, 10_000 - Number(lost)])
    }
  for (let tenths = 0; tenths <= 900; tenths++) {
    const lost = (5000n * BigInt(tenths) + 899n) / 900n
    expect([tenths, weightAt({ ...clock, progress: tenths / 10 }, clock.startedAt)]).toEqual([tenths, 10_000 - Number(lost)])
  }
})

const pools = (success: number, failure: number, feeBps = 0) => ({
  feeBps,
  outcomes: [
    { id: 'success', stake: success, shares: String(success * 10_000) },
    { id: 'failure', stake: failure, shares: String(failure * 10_000) },
  ],
})

test('there is no multiplier while nothing is staked', () => {
  expect(multiplierOf(pools(0, 0), 'success', 10_000)).toBeNull()
})

test('a credit shares the other side with those who are there already', () => {
  expect(multiplierOf(pools(0, 10), 'success', 10_000)).toBe(11)
  expect(multiplierOf(pools(9, 10), 'success', 10_000)).toBe(2)
  expect(multiplierOf(pools(10, 0), 'success', 10_000)).toBe(1)
})

test('a later credit shares less, and the fee is taken first', () => {
  expect(multiplierOf(pools(9, 10), 'success', 5_000)).toBeCloseTo(1 + (10 * 5_000) / 95_000, 12)
  expect(multiplierOf(pools(0, 10, 1_000), 'success', 10_000)).toBe(10)
})

test('the bets on an outcome get their stakes and what the others lost, less the fee', () => {
  expect(payoutPerCredit(pools(70, 30), 'failure')).toBeCloseTo(100 / 30, 12)
  expect(payoutPerCredit(pools(70, 30, 500), 'failure')).toBeCloseTo(97 / 30, 12)
  expect(payoutPerCredit(pools(70, 0), 'success')).toBe(1)
  expect(payoutPerCredit(pools(70, 0), 'failure')).toBeNull()
})
