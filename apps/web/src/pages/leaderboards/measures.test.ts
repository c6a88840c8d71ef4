/** The figures of the leaderboards. */
import { expect, test } from '@jest/globals'
import { figureOf, measures } from './measures.ts'

const entry = { profit: -1240, return: -0.1234, hitRate: 2 / 3, brier: 0.2 }

test('read as people write them', () =>
  expect(measures.map(({ id }) => figureOf(id, entry))).toEqual(['−1,240 cr', '−12.3%', '66.7%', '0.200']))
test('show a gain with its sign', () => expect(figureOf('return', { ...entry, return: 0.5 })).toBe('+50.0%'))
