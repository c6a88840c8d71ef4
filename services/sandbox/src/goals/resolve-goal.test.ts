/** Checks that the referee could never decide by are refused when they are given, not when they are due. */
import type { Check } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { checkChecks } from './resolve-goal.ts'

const http = (more: Partial<Extract<Check, { kind: 'http' }>> = {}): Check => ({
  kind: 'http',
  weight: 1,
  required: true,
  url: 'https://shop.test/orders',
  ...more,
})
const page: Check = { kind: 'page', weight: 1, required: true, text: 'Thank you' }

/** The path of the field that is refused; undefined when all is well. */
const refused = (check: Check, circumstances: Partial<Parameters<typeof checkChecks>[1]> = {}): string | undefined => {
  try {
    checkChecks([http(), check], { external: false, allowLoopback: true, ...circumstances })
    return undefined
  } catch (error) {
    expect(error).toMatchObject({ reason: 'check-refused' })
    return (error as { details: { errors: { path: string }[] } }).details.errors[0]?.path
  }
}

test('a check that can be made passes', () => {
  expect(refused(http({ jsonPath: '$.orders[?@.paid == true].id', evidenceAt: '$.at' }))).toBeUndefined()
  expect(refused(page)).toBeUndefined()
})

test('a path that nobody could follow is refused by its field', () => {
  expect(refused(http({ jsonPath: 'orders' }))).toBe('goal.checks.1.jsonPath')
  expect(refused(http({ jsonPath: '$.paid', evidenceAt: '$[' }))).toBe('goal.checks.1.evidenceAt')
})

test('an address that holds a password is refused, for it would be shown to everybody', () => {
  expect(refused(http({ url: 'https://user:secret@shop.test/' }))).toBe('goal.checks.1.url')
})

test.each(['http://127.0.0.1:9/', 'http://localhost/', 'http://[::1]/', 'http://a.localhost/'])(
  'outside the embedded mode %s is the arena’s own machine',
  (url) => {
    expect(refused(http({ url }), { allowLoopback: false })).toBe('goal.checks.1.url')
    expect(refused(http({ url }))).toBeUndefined()
  },
)

test('a page check needs a browser of ours', () => expect(refused(page, { external: true })).toBe('goal.checks.1'))
