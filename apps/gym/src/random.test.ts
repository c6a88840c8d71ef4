/** Chance repeats itself and keeps its bounds. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { randomFrom } from './random.ts'

const drawn = (seed: number, purpose: string) => {
  const { whole } = randomFrom(seed, purpose)
  return Array.from({ length: 20 }, () => whole(0, 1_000_000))
}

describe('seeded chance', () => {
  test('gives the same numbers for the same seed', () => expect(drawn(7, 'shop')).toEqual(drawn(7, 'shop')))
  test('gives other numbers for another seed', () => expect(drawn(7, 'shop')).not.toEqual(drawn(8, 'shop')))
  test('gives other numbers for another purpose', () => expect(drawn(7, 'shop')).not.toEqual(drawn(7, 'wiki')))

  // As Python's hashlib and openssl have it: scrypt of the seed, HMAC with the purpose, the key stream of AES-256-CTR.
  test.each([
    [7, [528_552, 968_059, 739_789]],
    [Number.MAX_SAFE_INTEGER, [775_916, 415_394, 563_251]],
  ])('is worked out from seed %d in a way that costs', (seed, first) => expect(drawn(seed, 'shop').slice(0, 3)).toEqual(first))

  test('stays within its bounds', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, span) => {
        const value = randomFrom(seed, 'bounds').whole(low, low + span)
        return Number.isInteger(value) && value >= low && value <= low + span
      }),
    ))

  test('shuffles without losing or inventing anything', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.integer()), (seed, items) => {
        expect([...randomFrom(seed, 'shuffle').shuffle(items)].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
      }),
    ))
})
