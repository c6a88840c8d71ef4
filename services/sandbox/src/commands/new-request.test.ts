/** How a seed comes about. */
import { Seed } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { chooseSeed } from './new-request.ts'

test('the seed that was named is taken, that of the goal first', () => {
  expect(chooseSeed({ gym: 'shop/two-mugs', seed: 3 }, 4)).toBe(3)
  expect(chooseSeed({ gym: 'shop/two-mugs' }, 0)).toBe(0)
})

test('a seed that nobody named has 53 bits, and may be named again', () => {
  const seeds = Array.from({ length: 1000 }, () => chooseSeed({ gym: 'shop/two-mugs' }, undefined))
  expect(seeds.every((seed) => Seed.safeParse(seed).success)).toBe(true)
  // Each bit is set in some and clear in others; that one is not, happens once in 2^990 times.
  const bits = seeds.map((seed) => seed.toString(2).padStart(53, '0'))
  expect(bits.every(({ length }) => length === 53)).toBe(true)
  expect(Array.from({ length: 53 }, (_, at) => new Set(bits.map((bit) => bit[at])).size)).toEqual(Array(53).fill(2))
})
