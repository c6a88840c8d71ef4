/** How the feed grows. */
import { describe, expect, test } from '@jest/globals'
import type { FeedItem } from '@agent-arena/contracts'
import { emptyFeed, MAX_KEPT, receive } from './feed.reducer.ts'

const item = (seq: number): FeedItem => ({ seq, at: '2026-01-01T00:00:00.000Z', kind: 'reasoning', data: {} })
const items = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => item(from + index))
const seqs = (feed: typeof emptyFeed) => feed.items.map(({ seq }) => seq)

describe('the feed', () => {
  test('takes items in order', () => expect(seqs(receive(emptyFeed, items(1, 3)))).toEqual([1, 2, 3]))

  test('passes over what a reopened stream repeats', () =>
    expect(seqs(receive(receive(emptyFeed, items(1, 3)), items(1, 5)))).toEqual([1, 2, 3, 4, 5]))

  test('stays the same object when nothing is new, so that nothing is drawn again', () => {
    const feed = receive(emptyFeed, items(1, 3))
    expect(receive(feed, items(2, 3))).toBe(feed)
  })

  test('lets the oldest go beyond its limit and remembers where it was', () => {
    const feed = receive(emptyFeed, items(1, MAX_KEPT + 10))
    expect(feed.items).toHaveLength(MAX_KEPT)
    expect(feed.items[0]?.seq).toBe(11)
    expect(feed.lastSeq).toBe(MAX_KEPT + 10)
  })
})
