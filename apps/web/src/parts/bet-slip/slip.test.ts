/** What can be bet and what cannot. */
import { describe, expect, test } from '@jest/globals'
import { closedReason, emptySlip, feeText, intentOf, isAlone, judgeMin, outcomeProblem, possibleReturn } from './slip.ts'

describe('a least multiplier', () => {
  test.each([
    ['1.5', 1.5],
    ['×2', 2],
    ['1,25', 1.25],
  ])('reads "%s"', (text, value) => expect(judgeMin(text)).toEqual({ ok: true, value }))
  test.each(['', 'x', '0.9', '-1', '1000000001', '99999999999999999999'])('refuses "%s"', (text) =>
    expect(judgeMin(text).ok).toBe(false),
  )
})

describe('a slip', () => {
  const slip = { ...emptySlip, outcome: 'success', stakeText: '10' }
  test('is a bet once it has an outcome and a stake', () =>
    expect(intentOf(slip, 100)).toEqual({ outcome: 'success', stake: 10 }))
  test('is none without an outcome', () => expect(intentOf({ ...slip, outcome: undefined }, 100)).toBeUndefined())
  test('is none with a stake above the balance', () => expect(intentOf(slip, 9)).toBeUndefined())
  test('carries its least multiplier when it is guarded', () =>
    expect(intentOf({ ...slip, guarded: true, minText: '1.5' }, 100)).toEqual({
      outcome: 'success',
      stake: 10,
      minMultiplier: 1.5,
    }))
  test('is none while its guard cannot be read', () =>
    expect(intentOf({ ...slip, guarded: true, minText: '' }, 100)).toBeUndefined())
})

describe('a market', () => {
  const startedAt = '2026-01-01T00:00:00.000Z'
  const lockAt = '2026-01-01T00:01:00.000Z'
  const now = Date.parse(startedAt)
  const outcome = { id: 'sbx_a', name: 'A', stake: 0, shares: '0', multiplier: null, open: true }
  test('has nobody on the other side until somebody stakes there', () => {
    const outcomes = [
      { ...outcome, stake: 50 },
      { ...outcome, id: 'sbx_b' },
    ]
    expect(isAlone({ outcomes }, 'sbx_a')).toBe(true)
    expect(isAlone({ outcomes }, 'sbx_b')).toBe(false)
  })
  test('that is open has no reason to refuse', () =>
    expect(closedReason({ status: 'open', startedAt, lockAt, outcomes: [outcome] }, now)).toBeUndefined())
  test('says when it is locked', () =>
    expect(closedReason({ status: 'locked', startedAt, lockAt, outcomes: [outcome] }, now)).toMatch(/no more bets/))
  test('says when its time is over before the lock has arrived', () =>
    expect(closedReason({ status: 'open', startedAt, lockAt, outcomes: [outcome] }, now + 60_000)).toMatch(/about to lock/))
  test('takes bets as long as its run has not begun, also when it is late', () =>
    expect(closedReason({ status: 'open', startedAt: null, lockAt, outcomes: [outcome] }, now + 3_600_000)).toBeUndefined())
  test('says when every outcome is closed', () =>
    expect(closedReason({ status: 'open', startedAt, lockAt, outcomes: [{ ...outcome, open: false }] }, now)).toMatch(
      /No outcome/,
    ))
  test('says when the chosen outcome is closed', () => {
    expect(outcomeProblem({ ...outcome, open: false })).toMatch(/has ended/)
    expect(outcomeProblem(outcome)).toBeUndefined()
  })
})

test('a possible return is whole credits, rounded down', () => {
  expect(possibleReturn(50, 1.849)).toBe(92)
  expect(possibleReturn(100, 1.15)).toBe(115)
})

test('the fee of the house is said where there is one', () => {
  expect(feeText({ feeBps: 250 }, { fee: 14 })).toBe('After the house’s fee: 2.5% of the losing side, 14 cr as it stands.')
  expect(feeText({ feeBps: 0 }, { fee: 0 })).toBeUndefined()
})
