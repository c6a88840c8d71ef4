/** Every seed makes a shop in which the goal can be achieved, and is easily missed. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { catalogOf, isRedMugBelow } from './catalog.ts'

const forEverySeed = (holds: (seed: number) => void) => fc.assert(fc.property(fc.maxSafeNat(), holds), { numRuns: 100 })

describe('the catalogue', () => {
  test('is the same for the same seed', () => expect(catalogOf(11)).toEqual(catalogOf(11)))
  test('differs from seed to seed', () => expect(catalogOf(11)).not.toEqual(catalogOf(12)))

  test('holds one to three fitting mugs among about thirty products', () =>
    forEverySeed((seed) => {
      const { products, limitCredits } = catalogOf(seed)
      const fitting = products.filter((product) => isRedMugBelow(product, limitCredits))
      expect(fitting.length).toBeGreaterThanOrEqual(1)
      expect(fitting.length).toBeLessThanOrEqual(3)
      expect(products.length).toBeGreaterThanOrEqual(28)
      expect(products.length).toBeLessThanOrEqual(32)
    }))

  test('gives every product an address of its own', () =>
    forEverySeed((seed) => {
      const { products } = catalogOf(seed)
      expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length)
    }))

  test('always has a red mug at exactly the limit and look-alikes below it', () =>
    forEverySeed((seed) => {
      const { products, limitCredits } = catalogOf(seed)
      const names = products.filter(({ priceCredits }) => priceCredits <= limitCredits).map(({ name }) => name)
      expect(names).toContainEqual(expect.stringMatching(/^Red \w+ Mug \w+$/))
      expect(products.some(({ name, priceCredits }) => /^Red \w+ Mug$/.test(name) && priceCredits === limitCredits)).toBe(true)
    }))
})
