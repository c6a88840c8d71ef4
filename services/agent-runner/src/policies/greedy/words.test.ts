/** How a rule-based reader compares words. */
import { expect, test } from '@jest/globals'
import { best, numberOf, overlap, singular, wordsOf } from './words.ts'

test.each([
  ['mugs', 'mug'],
  ['boxes', 'box'],
  ['dishes', 'dish'],
  ['berries', 'berry'],
  ['glass', 'glass'],
  ['vases', 'vase'],
])('%s is the plural of %s', (many, one) => expect(singular(many)).toBe(one))

test('tells an exact word from one of the same root', () => {
  expect(overlap('Opened', ['opened'])).toBe(1)
  expect(overlap('Opening', ['opened'])).toBe(0.5)
  expect(overlap('Crosses', ['opened'])).toBe(0)
})

test('knows words as wholes: redwood is not red', () => {
  expect(overlap('Redwood Mug', ['red'])).toBe(0)
})

test('reads small numbers', () => {
  expect([numberOf('two'), numberOf('12'), numberOf('many')]).toEqual([2, 12, undefined])
})

test('takes the first of equally good ones, and none that is worth nothing', () => {
  expect(best(['a', 'b'], () => 1)).toBe('a')
  expect(best(['a', 'b'], () => 0)).toBeUndefined()
})

test('splits words at whatever is no letter or digit', () => {
  expect(wordsOf('“Red” Mug, 300 ml (café)')).toEqual(['red', 'mug', '300', 'ml', 'café'])
})
