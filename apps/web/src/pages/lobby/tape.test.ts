/** What the activity tape tells. */
import { expect, test } from '@jest/globals'
import type { Match, RecentItem, Sandbox } from '@agent-arena/contracts'
import { placeOf, placesOf, tapeOf } from './tape.ts'

const item = (sandboxId: string, seq: number, kind: RecentItem['kind'], data = {}): RecentItem => ({
  sandboxId,
  seq,
  kind,
  data,
  at: '2026-01-01T00:00:00.000Z',
})

test('a bet in two feeds is told once', () =>
  expect(tapeOf([item('a', 1, 'bet', { betId: 'x' }), item('b', 9, 'bet', { betId: 'x' })], 9)).toHaveLength(1))
test('bets without an id are told each', () => expect(tapeOf([item('a', 1, 'bet'), item('a', 2, 'bet')], 9)).toHaveLength(2))
test('a lock of two markets is told twice', () =>
  expect(tapeOf([item('a', 1, 'lock', { marketId: 'm' }), item('a', 2, 'lock', { marketId: 'n' })], 9)).toHaveLength(2))
test('the market of a match leads to the match, all else to its sandbox', () => {
  const sandbox = { id: 'a', title: 'Greedy' } as Sandbox
  const match = { id: 'm', title: 'Two mugs', marketId: 'mkt', sandboxes: [sandbox] } as unknown as Match
  const places = placesOf({ matches: [match], sandboxes: [] })
  expect(placeOf(item('a', 1, 'lock', { marketId: 'mkt' }), places)).toEqual({ href: '/matches/m', title: 'Two mugs' })
  expect(placeOf(item('a', 2, 'lock', { marketId: 'own' }), places)).toEqual({ href: '/sandboxes/a', title: 'Greedy' })
})
test('odds and thoughts are left to the pages of their runs', () =>
  expect(tapeOf([item('a', 1, 'odds'), item('a', 2, 'reasoning')], 9)).toEqual([]))
test('the newest come first, in whatever order the feeds come', () => {
  const at = (seq: number, second: number) => ({ ...item('a', seq, 'status'), at: `2026-01-01T00:00:0${second}.000Z` })
  expect(tapeOf([at(1, 2), at(2, 9), at(3, 5)], 9).map((entry) => entry.item.seq)).toEqual([2, 3, 1])
})
test('the newest are told, up to the limit', () =>
  expect(
    tapeOf([item('a', 3, 'status'), item('a', 2, 'status'), item('a', 1, 'status')], 2).map((entry) => entry.item.seq),
  ).toEqual([3, 2]))
