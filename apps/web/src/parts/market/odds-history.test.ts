/** The history of a market's pool. */
import { describe, expect, test } from '@jest/globals'
import type { FeedItem } from '@agent-arena/contracts'
import { oddsHistory, stepPath } from './odds-history.ts'

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

describe('the line of an outcome', () => {
  const box = { width: 100, height: 40, fromMs: 0, toMs: 4000 }
  test('holds each value until the next', () =>
    expect(stepPath(oddsHistory([odds(1, 1, 1), odds(2, 3, 1)], 'mkt_a'), 'success', box)).toBe('M25.0 20.0H50.0V10.0H100'))
  test('is empty without points', () => expect(stepPath([], 'success', box)).toBe(''))
})
