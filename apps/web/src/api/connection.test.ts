/** What the header says of the connection. */
import { expect, jest, test } from '@jest/globals'
import { onReachedAgain, reportReach, worstOf } from './connection.ts'

test('one stream that reconnects outweighs others that are live', () =>
  expect(worstOf(['live', 'reconnecting', 'connecting'], true)).toBe('reconnecting'))
test('all streams live is live', () => expect(worstOf(['live', 'live'], true)).toBe('live'))
test('a page without streams is idle', () => expect(worstOf([], true)).toBe('idle'))
test('no network is offline', () => expect(worstOf(['live'], false)).toBe('offline'))

test('a return after an absence is told once, and one failure between successes is no absence', () => {
  jest.useFakeTimers()
  const heard = jest.fn()
  const leave = onReachedAgain(heard)
  for (const reached of [true, false, true]) reportReach(reached)
  expect(heard).not.toHaveBeenCalled()
  for (const reached of [false, false, true, true]) {
    reportReach(reached)
    jest.advanceTimersByTime(1500)
  }
  expect(heard).toHaveBeenCalledTimes(1)
  leave()
  jest.useRealTimers()
})
