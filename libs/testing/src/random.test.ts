/** The sequences that every recorded seed stands for: a change of them takes the meaning of all that was recorded. */
import { expect, test } from '@jest/globals'
import { Random } from './random.ts'

test('a seed draws its numbers, and nothing but its numbers', () => {
  const random = new Random(7)
  expect([random.next(), random.next(), random.between(1, 6), random.pick(['a', 'b', 'c'])]).toEqual([
    0.011704753153026104,
    0.06195825757458806,
    6,
    'c',
  ])
  expect(new Random(2 ** 32 - 1).next()).toBe(0.8964226141106337)
})

test('a counted seed draws others', () => {
  const random = Random.farFromNeighbours(7)
  expect([random.next(), random.next(), random.between(1, 6), random.pick(['a', 'b', 'c'])]).toEqual([
    0.08034278824925423,
    0.40368119510822,
    6,
    'c',
  ])
  expect(Random.farFromNeighbours(2 ** 32 - 1).next()).toBe(0.5773424932267517)
})

test('a new order holds the same', () => {
  const random = new Random(7)
  const items = Array.from({ length: 20 }, (_, index) => index)
  expect(random.shuffled(items).toSorted((a, b) => a - b)).toEqual(items)
  expect(random.shuffled(items)).not.toEqual(items)
})

test('of nothing nothing can be chosen', () => {
  expect(() => new Random(1).pick([])).toThrow(RangeError)
})
