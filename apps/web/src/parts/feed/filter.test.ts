/** What of the feed is shown. */
import { describe, expect, test } from '@jest/globals'
import { feedKinds, type FeedItem, type FeedKind } from '@agent-arena/contracts'
import { groups, lastAnnounced, type Row, shownRows } from './filter.ts'

const feedOf = (...kinds: readonly FeedKind[]): FeedItem[] =>
  kinds.map((kind, index) => ({ seq: index + 1, at: '2026-01-01T00:00:00.000Z', kind, data: { marketId: 'mkt_a' } }))
const shown = (rows: readonly Row[]) => rows.map(({ item }) => item.seq)

describe('the shown rows', () => {
  test('are all when no group is chosen', () =>
    expect(shown(shownRows(feedOf('bet', 'reasoning'), new Set(), 10))).toEqual([1, 2]))
  test('are those of the chosen groups', () =>
    expect(shown(shownRows(feedOf('bet', 'reasoning', 'lock'), new Set(['market']), 10))).toEqual([1, 3]))
  test('fold odds that follow each other into the last', () =>
    expect(shown(shownRows(feedOf('odds', 'odds', 'reasoning', 'odds'), new Set(), 10))).toEqual([2, 3, 4]))
  test('tell odds with the bet that moved them', () => {
    const rows = shownRows(feedOf('bet', 'odds', 'odds', 'bet'), new Set(), 10)
    expect(rows.map(({ item, odds }) => [item.seq, odds?.seq])).toEqual([
      [1, 3],
      [4, undefined],
    ])
  })
  test('keep odds of different markets apart', () => {
    const [first, second] = feedOf('odds', 'odds')
    expect(shownRows([first!, { ...second!, data: { marketId: 'mkt_b' } }], new Set(), 10)).toHaveLength(2)
  })
  test('leave the end of a run to its verdict', () => {
    const [status, verdict] = feedOf('status', 'verdict')
    expect(shown(shownRows([{ ...status!, data: { status: 'failed' } }, verdict!], new Set(), 10))).toEqual([2])
    expect(shown(shownRows([{ ...status!, data: { status: 'running' } }, verdict!], new Set(), 10))).toEqual([1, 2])
  })
  test('are the newest up to the limit', () =>
    expect(shown(shownRows(feedOf('bet', 'bet', 'bet'), new Set(), 2))).toEqual([2, 3]))
})

test('every kind belongs to exactly one group', () =>
  expect(
    Object.values(groups)
      .flatMap(({ kinds }) => [...kinds])
      .sort(),
  ).toEqual([...feedKinds].sort()))

test('a lock is announced and a thought is not', () => {
  expect(lastAnnounced(feedOf('lock', 'reasoning'))?.kind).toBe('lock')
  expect(lastAnnounced(feedOf('reasoning'))).toBeUndefined()
})
