/** How long the token of a sandbox's door lives. */
import { expect, test } from '@jest/globals'
import { tokenExpiresAt } from './token-expiry.ts'

test('a token outlives a run that begins as late as it may, by five minutes', () =>
  expect(tokenExpiresAt(Date.parse('2026-11-20T12:00:00.000Z'), 120)).toBe('2026-11-20T12:07:00.000Z'))
