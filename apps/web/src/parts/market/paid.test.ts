/** What was paid, and why it sometimes was not. */
import { describe, expect, test } from '@jest/globals'
import type { Market, Settlement } from '@agent-arena/contracts'
import { isRefunded, oddsOf, paidByOutcome, refundText } from './paid.ts'

type Payout = Settlement['payouts'][number]
const payout = (betId: string, kind: Payout['kind'], stake: number, paid: number, outcome = 'success'): Payout => ({
  betId,
  userId: 'usr_a',
  outcome,
  kind,
  stake,
  payout: paid,
})
const refunded = [payout('bet_a', 'refund', 50, 50)]

test('the odds are those of one more credit while bets are taken, and then what the bets will get', () => {
  const outcomes = [
    { id: 'success', stake: 70, shares: '700000', multiplier: 1.2 },
    { id: 'failure', stake: 30, shares: '300000', multiplier: 3 },
  ] as Market['outcomes']
  const odds = (status: Market['status']) => outcomes.map((outcome) => oddsOf({ status, outcomes, feeBps: 500 }, outcome))
  expect(odds('open')).toEqual([1.2, 3])
  expect(odds('locked')).toEqual([1 + 29 / 70, 1 + 67 / 30])
})

describe('what a winning outcome paid', () => {
  const payouts = [payout('bet_a', 'win', 50, 124), payout('bet_b', 'loss', 74, 0), payout('bet_c', 'refund', 9, 9)]
  test('is all payouts over all stakes, without refunds', () =>
    expect([...paidByOutcome({ winners: ['success'], payouts })]).toEqual([['success', 2.48]]))
  test('is told for each that tied', () => {
    const tied = [payout('bet_a', 'win', 10, 15, 'sbx_a'), payout('bet_b', 'win', 20, 25, 'sbx_b')]
    expect([...paidByOutcome({ winners: ['sbx_a', 'sbx_b'], payouts: tied })]).toEqual([
      ['sbx_a', 1.5],
      ['sbx_b', 1.25],
    ])
  })
  test('is nothing when stakes only came back', () =>
    expect(paidByOutcome({ winners: ['success'], payouts: refunded }).size).toBe(0))
})

test('bets are refunded when every one of them is', () => {
  expect(isRefunded({ payouts: refunded })).toBe(true)
  expect(isRefunded({ payouts: [...refunded, payout('bet_b', 'loss', 1, 0)] })).toBe(false)
  expect(isRefunded({ payouts: [] })).toBe(false)
})

describe('the reason of a refund', () => {
  const market = (success: number, failure: number, status: Market['status'] = 'settled') => ({
    status,
    result: { winners: ['success'], text: '' },
    outcomes: [
      { id: 'success', name: '', stake: success, shares: '0', multiplier: null, open: false },
      { id: 'failure', name: '', stake: failure, shares: '0', multiplier: null, open: false },
    ],
  })
  test.each([
    ['nobody on the other side', market(50, 0), /on the other side/],
    ['nobody on the winner', market(0, 50), /on the winner/],
    ['all too late', market(0, 0), /after the result/],
    ['voided', market(50, 0, 'voided'), /1 bet refunded/],
  ])('is told: %s', (_name, told, words) => expect(refundText(told, { payouts: refunded })).toMatch(words))
  test('is not told where somebody won', () =>
    expect(refundText(market(1, 1), { payouts: [payout('bet_a', 'win', 1, 2)] })).toBeUndefined())
  test('is that nobody bet where nobody did', () => expect(refundText(market(0, 0), { payouts: [] })).toMatch(/Nobody bet/))
})
