/** A digest tells content, not the order in which it was written. */
import { expect, test } from '@jest/globals'
import { contentDigest } from './digest.ts'

test('does not depend on the order of fields, nor on fields that are undefined', () => {
  expect(contentDigest({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(contentDigest({ b: { c: [1, 2] }, a: 1 }))
})

test('tells different content apart, also in the order of lists', () => {
  expect(contentDigest({ a: [1, 2] })).not.toBe(contentDigest({ a: [2, 1] }))
  expect(contentDigest({ a: '1' })).not.toBe(contentDigest({ a: 1 }))
})
