/** Which colour stands for whom. */
import { expect, test } from '@jest/globals'
import { cornerAt, cornerOf } from './corner.ts'

const outcomes = [{ id: 'sbx_a' }, { id: 'sbx_b' }, { id: 'nobody' }]

test('contestants take the corners in order', () => {
  expect(cornerOf('sbx_a', outcomes)).toBe('0')
  expect(cornerOf('sbx_b', outcomes)).toBe('1')
})

test('the fixed outcomes have colours of their own', () => {
  expect(cornerOf('nobody', outcomes)).toBe('nobody')
  expect(cornerOf('success', [])).toBe('yes')
  expect(cornerOf('failure', [])).toBe('no')
})

test('the sixteen contestants of the largest match have corners of their own', () =>
  expect(new Set(Array.from({ length: 16 }, (_, index) => cornerAt(index))).size).toBe(16))

test('who is not found takes the first corner', () => expect(cornerAt(-1)).toBe('0'))
