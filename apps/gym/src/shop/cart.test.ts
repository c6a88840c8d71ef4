/** What counts as two fitting mugs. */
import { describe, expect, test } from '@jest/globals'
import { isTwoFittingMugs, withQuantity, type Cart } from './cart.ts'
import type { Catalog, Product } from './catalog.ts'
import { otherColours, red, type Colour } from './colours.ts'
import { lookAlikes, mug, type Kind } from './kinds.ts'

const catalog: Catalog = { limitCredits: 12, products: [] }
const product = (slug: string, priceCredits: number, kind: Kind = mug, colour: Colour = red): Product => ({
  slug,
  name: slug,
  kind,
  colour,
  priceCredits,
})
const cheap = product('cheap', 8)
const fair = product('fair', 11)
const atLimit = product('at-limit', 12)
const holder = product('holder', 8, lookAlikes[0])
const blue = product('blue', 8, mug, otherColours[0])
const cart = (...lines: readonly (readonly [Product, number])[]): Cart =>
  lines.reduce((held: Cart, [item, quantity]) => withQuantity(held, item, quantity), [])

describe('a cart fits', () => {
  test('with two of one mug', () => expect(isTwoFittingMugs(cart([cheap, 2]), catalog)).toBe(true))
  test('with two different mugs', () => expect(isTwoFittingMugs(cart([cheap, 1], [fair, 1]), catalog)).toBe(true))
})

describe('a cart does not fit', () => {
  test.each([
    ['when it is empty', cart()],
    ['with one mug', cart([cheap, 1])],
    ['with three mugs', cart([cheap, 3])],
    ['with a mug at exactly the limit', cart([cheap, 1], [atLimit, 1])],
    ['with a mug holder', cart([cheap, 1], [holder, 1])],
    ['with a blue mug', cart([cheap, 1], [blue, 1])],
    ['with anything besides the two', cart([cheap, 2], [blue, 1])],
  ])('%s', (_when, held) => expect(isTwoFittingMugs(held, catalog)).toBe(false))
})

test('a quantity of zero takes a product out, and what is out can be taken out again', () =>
  expect([cart([cheap, 2], [cheap, 0]), cart([cheap, 0])]).toEqual([[], []]))
