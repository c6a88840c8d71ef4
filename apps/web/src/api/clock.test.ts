/** How the server's clock is told from its answers. */
import { expect, test } from '@jest/globals'
import { offsetAfter } from './clock.ts'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

test('a clock that agrees to the second needs no offset', () =>
  expect(offsetAfter(0, 'Thu, 01 Jan 2026 00:00:00 GMT', NOW)).toBe(0))
test('a clock that is a minute behind is set forward', () =>
  expect(offsetAfter(0, 'Thu, 01 Jan 2026 00:01:00 GMT', NOW)).toBe(60_500))
test.each([null, 'soon'])('an answer dated %s changes nothing', (date) => expect(offsetAfter(42, date, NOW)).toBe(42))
