/** When time locks a market. */
import { expect, test } from '@jest/globals'
import { isPastLock } from './lock-time.ts'

const clock = { startedAt: '2026-11-20T12:00:00.000Z', lockAt: '2026-11-20T12:00:40.000Z' }

test('the lock time is over from its own moment on, and never before the run has begun', () => {
  expect(isPastLock(clock, '2026-11-20T12:00:39.999Z')).toBe(false)
  expect(isPastLock(clock, clock.lockAt)).toBe(true)
  expect(isPastLock({ ...clock, startedAt: null }, '2026-11-20T13:00:00.000Z')).toBe(false)
  expect(isPastLock({ startedAt: null, lockAt: null }, clock.lockAt)).toBe(false)
})
