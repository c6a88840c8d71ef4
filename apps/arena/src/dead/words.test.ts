/** Lengths of time and tables, as a terminal shows them. */
import { expect, test } from '@jest/globals'
import { tableOf } from './table.ts'
import { wordsOf } from './words.ts'

test.each([
  [0.4, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [3599, '59 min'],
  [7200, '2 h'],
  [200_000, '2 d'],
])('%s seconds are %s', (seconds, words) => expect(wordsOf(seconds)).toBe(words))

test('columns are as wide as their widest cell', () => {
  const rows = [
    { stream: 'a', reason: 'broken' },
    { stream: 'market-1', reason: 'late' },
  ]
  expect(tableOf(rows)).toBe('STREAM    REASON\na         broken\nmarket-1  late')
})
