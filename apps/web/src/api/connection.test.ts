/** What the header says of the connection. */
import { expect, test } from '@jest/globals'
import { worstOf } from './connection.ts'

test('one stream that reconnects outweighs others that are live', () =>
  expect(worstOf(['live', 'reconnecting', 'connecting'], true)).toBe('reconnecting'))
test('all streams live is live', () => expect(worstOf(['live', 'live'], true)).toBe('live'))
test('a page without streams is idle', () => expect(worstOf([], true)).toBe('idle'))
test('no network is offline', () => expect(worstOf(['live'], false)).toBe('offline'))
