/** What can be staked or given and what cannot. */
import { describe, expect, test } from '@jest/globals'
import { judgeAmount } from './amount.ts'

describe('an amount', () => {
  test.each(['1', '25', ' 1000 '])('of "%s" is taken', (text) => expect(judgeAmount(text, 1000, 'a stake').ok).toBe(true))
  test.each([
    ['', 'Enter a stake.'],
    ['0', 'The least is 1 cr.'],
    ['-5', 'Whole credits only, like 25.'],
    ['1.5', 'Whole credits only, like 25.'],
    ['1e3', 'Whole credits only, like 25.'],
    ['ten', 'Whole credits only, like 25.'],
    ['1001', 'You have 1,000 cr.'],
    ['99999999999999999', 'That is more than anybody has.'],
  ])('of "%s" is refused: %s', (text, problem) => expect(judgeAmount(text, 1000, 'a stake')).toEqual({ ok: false, problem }))
  test('is at most what one gets, before one has joined', () => {
    expect(judgeAmount('1000', { onJoining: 1000 }, 'an amount').ok).toBe(true)
    expect(judgeAmount('5000', { onJoining: 1000 }, 'an amount')).toEqual({
      ok: false,
      problem: 'You get 1,000 cr when you join.',
    })
  })
  test('has no upper limit while nothing is known', () => expect(judgeAmount('5000', undefined, 'an amount').ok).toBe(true))
})
