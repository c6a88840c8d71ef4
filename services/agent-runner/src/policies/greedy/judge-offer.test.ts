/** Which offers are what the goal asks for. */
import { expect, test } from '@jest/globals'
import { judge } from './judge-offer.ts'
import type { BuyGoal } from './read-goal.ts'

const goal: BuyGoal = {
  kind: 'buy',
  count: 2,
  thing: 'mug',
  qualities: ['red'],
  limit: { amount: 12, unit: 'credits', inclusive: false },
}

test.each([
  ['Red Ember Mug', 11],
  ['Mug, red', 3],
  ['Red Mugs (300 ml)', 9],
])('%s for %d fits', (name, price) => expect(judge({ name, price }, { ...goal, qualities: ['red'] }).fits).toBe(true))

test.each([
  ['Red Ember Mug', 12, /costs 12 credits, and it must be less than 12/],
  ['Red Ember Mug', 15, /costs 15 credits/],
  ['Redwood Ember Mug', 6, /is a mug, but it is not red/],
  ['Blue Ember Mug', 6, /not red/],
  ['Red Ember Mug Holder', 8, /is a holder, not a mug/],
  ['Red Ember Bowl', 8, /is no mug/],
])('%s for %d does not, and the reason is told', (name, price, why) => {
  expect(judge({ name, price }, goal)).toMatchObject({ fits: false, why: expect.stringMatching(why) })
})

test('takes the limit itself where the goal says at most', () => {
  const atMost = { ...goal, limit: { amount: 12, unit: 'credits', inclusive: true } }
  expect(judge({ name: 'Red Mug', price: 12 }, atMost).fits).toBe(true)
  expect(judge({ name: 'Red Mug', price: 13 }, atMost).fits).toBe(false)
})

test('does not buy without a price where there is a limit', () => {
  expect(judge({ name: 'Red Mug', price: undefined }, goal).fits).toBe(false)
})
