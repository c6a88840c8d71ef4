/** Faults as people read them. */
import { describe, expect, test } from '@jest/globals'
import { Rejection } from '@agent-arena/contracts'
import { isSignedOut, isUncertain, problemText } from './problem.ts'

describe('a problem', () => {
  test('is told in the words of the refusal', () =>
    expect(problemText(new Rejection('market-locked'))).toBe('The market no longer takes bets'))
  test('says once which fields are wrong', () => {
    const errors = [{ path: 'stake', message: 'must be at least 1' }]
    expect(problemText(new Rejection('malformed', { detail: 'stake must be at least 1', errors }))).toBe(
      'stake must be at least 1',
    )
  })
  test('that is no refusal is a matter of the connection', () =>
    expect(problemText(new TypeError('Failed to fetch'))).toContain('could not be reached'))
})

test('only a missing or old token signs out', () => {
  expect(isSignedOut(new Rejection('unauthenticated'))).toBe(true)
  expect(isSignedOut(new Rejection('token-expired'))).toBe(true)
  expect(isSignedOut(new Rejection('not-allowed'))).toBe(false)
})

test('a request is uncertain when no definite answer came', () => {
  expect(isUncertain(new TypeError('Failed to fetch'))).toBe(true)
  expect(isUncertain(new Rejection('unavailable'))).toBe(true)
  expect(isUncertain(new Rejection('deadline-exceeded'))).toBe(true)
  expect(isUncertain(new Rejection('insufficient-credits'))).toBe(false)
})
