/** The history of a market's pool. */
import { describe, expect, test } from '@jest/globals'
import type { FeedItem } from '@agent-arena/contracts'
import { oddsHistory, presentPoint, stepPath, withPoint } from './odds-history.ts'

const odds = (seq: number, yes: number, no: number, marketId = 'mkt_a'): FeedItem => ({
  seq,
  at: new Date(seq * 1000).toISOString(),
  kind: 'odds',
  data: {
    marketId,
    outcomes: [
      { id: 'success', stake: yes },
      { id: 'failure', stake: no },
    ],
  },
})

describe('the history of odds', () => {
  test('gives the share of the pool at each time', () =>
    expect(oddsHistory([odds(1, 30, 10)], 'mkt_a').map(({ shares }) => shares.get('success'))).toEqual([0.75]))
  test('leaves other markets and empty pools out', () =>
    expect(oddsHistory([odds(1, 1, 1, 'mkt_b'), odds(2, 0, 0)], 'mkt_a')).toEqual([]))
})

describe('a further point', () => {
  const outcomes = (yes: number) => [{ id: 'success', name: '', stake: yes, shares: '0', multiplier: null, open: true }]
  const present = (yes: number, pool: number, atMs: number) => presentPoint({ outcomes: outcomes(yes), pool }, atMs)
  const points = withPoint([], present(1, 4, 1000))
  test('is added when the shares have changed', () => expect(withPoint(points, present(2, 4, 2000))).toHaveLength(2))
  test('is left out when it says the same', () => expect(withPoint(points, present(2, 8, 2000))).toBe(points))
  test('is left out when it is older', () => expect(withPoint(points, present(2, 4, 500))).toBe(points))
  test('is none while the pool is empty', () => expect(withPoint(points, present(0, 0, 2000))).toBe(points))
})

describe('the line of an outcome', () => {
  const box = { width: 100, height: 40, fromMs: 0, toMs: 4000 }
  test('holds each value until the next', () =>
    expect(stepPath(oddsHistory([odds(1, 1, 1), odds(2, 3, 1)], 'mkt_a'), 'success', box)).toBe('M25.0 20.0H50.0V10.0H100'))
  test('is empty without points', () => expect(stepPath([], 'success', box)).toBe(''))
})
