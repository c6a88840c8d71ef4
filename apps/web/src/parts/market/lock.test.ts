/** When the pages count down to the lock of a market. */
import { expect, test } from '@jest/globals'
import { knownLockAt, notBegunText } from './lock.ts'

const [startedAt, lockAt] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z']

test('the time of the lock runs down once the run has begun, and not by an estimate before', () => {
  expect(knownLockAt({ status: 'open', startedAt, lockAt })).toBe(lockAt)
  expect(knownLockAt({ status: 'open', startedAt: null, lockAt })).toBeUndefined()
})

test('a market that is locked counts down no more', () =>
  expect(knownLockAt({ status: 'locked', startedAt, lockAt })).toBeUndefined())

test('what has not begun is the run of a sandbox or its match', () => {
  expect(notBegunText({ kind: 'success' })).toBe('The run has not begun')
  expect(notBegunText({ kind: 'winner' })).toBe('The match has not begun')
})
