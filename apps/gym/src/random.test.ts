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

  test('stays within its bounds', () =>
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, span) => {
        const value = randomFrom(seed, 'bounds').whole(low, low + span)
        return Number.isInteger(value) && value >= low && value <= low + span
      }),
    ))

  test('shuffles without losing or inventing anything', () =>
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer()), (seed, items) => {
        expect([...randomFrom(seed, 'shuffle').shuffle(items)].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
      }),
    ))
})
