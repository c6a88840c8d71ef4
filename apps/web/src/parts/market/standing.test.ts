/** Won, lost or even. */
import { describe, expect, test } from '@jest/globals'
import { standingOf } from './standing.ts'

const won = { stake: 10, payout: 25, status: 'won' as const }
const lost = { stake: 20, status: 'lost' as const }
const refunded = { stake: 5, payout: 5, status: 'refunded' as const }

describe('one’s standing', () => {
  test('is the net of all bets', () => expect(standingOf([won])).toEqual({ text: 'You won 15 cr (25 back)', tone: 'good' }))
  test('is a loss when less came back than was staked', () =>
    expect(standingOf([won, lost])?.text).toBe('You lost 5 cr (25 back)'))
  test('of a lost bet alone has nothing back', () => expect(standingOf([lost])?.text).toBe('You lost 20 cr'))
  test('is even at nought', () => expect(standingOf([{ ...won, payout: 10 }])?.text).toBe('You came out even'))
  test('tells of refunds', () => expect(standingOf([refunded])?.text).toBe('Your 5 cr came back'))
  test('is not told while a bet is open', () => expect(standingOf([won, { stake: 1, status: 'open' }])).toBeUndefined())
  test('is not told without bets', () => expect(standingOf([])).toBeUndefined())
})
