/** What the check of a settlement says. */
import { expect, test } from '@jest/globals'
import { unreadText, verdictOf } from './verify-settlement.ts'

const checked = { bets: 12, credits: 1340, differences: [], unpaid: 0 }

test('says what was compared when all is the same', () =>
  expect(verdictOf(checked)).toEqual({
    isSame: true,
    text: 'Verified: 12 bets, 1,340 credits paid, same to the credit.',
    differences: [],
  }))
test('says that payouts are under way', () =>
  expect(verdictOf({ ...checked, unpaid: 1 }).text).toContain('1 payout is still on the way.'))
test('names what differs', () =>
  expect(verdictOf({ ...checked, differences: ['Fee: 2 by the record, 3 as told.'] })).toEqual({
    isSame: false,
    text: 'Not the same: 1 difference in 12 bets, 1,340 credits paid.',
    differences: ['Fee: 2 by the record, 3 as told.'],
  }))

test('a record that cannot be read says why in words, not in those of the browser', () =>
  expect(unreadText(new TypeError('Failed to fetch'))).toBe(
    'The record could not be read: The arena could not be reached. Check your connection and try again.',
  ))
