/** Chance that repeats. */
import * as fc from 'fast-check'
import { expect, test } from '@jest/globals'
import { chanceFrom } from './chance.ts'

test('gives the same numbers for the same seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_147_483_647 }), (seed) => {
      const [one, other] = [chanceFrom(seed), chanceFrom(seed)]
      for (let draw = 0; draw < 10; draw++) expect(one.next()).toBe(other.next())
    }),
  )
})

test('stays within its bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, low, width) => {
      const drawn = chanceFrom(seed).whole(low, low + width)
      expect(drawn).toBeGreaterThanOrEqual(low)
      expect(drawn).toBeLessThanOrEqual(low + width)
    }),
  )
})

test('picks nothing only from nothing', () => {
  expect(chanceFrom(1).pick([])).toBeUndefined()
  expect(['a', 'b']).toContain(chanceFrom(1).pick(['a', 'b']))
})
