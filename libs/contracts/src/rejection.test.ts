/** Refusals that are worded in one place for all. */
import { expect, test } from '@jest/globals'
import { malformed, problemOf } from './rejection.ts'

test('input that is wrong in one place names it, in the sentence and for programs', () =>
  expect(problemOf(malformed('body', 'is not valid JSON'))).toMatchObject({
    status: 400,
    reason: 'malformed',
    detail: 'body: is not valid JSON',
    errors: [{ path: 'body', message: 'is not valid JSON' }],
  }))

test('input that is wrong as a whole needs no place', () =>
  expect(problemOf(malformed('', 'must be an object'))).toMatchObject({ detail: 'must be an object' }))
