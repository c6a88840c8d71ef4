/** The feed as a page holds it: every item once, in order, the newest few thousand of them. */
import type { FeedItem } from '@agent-arena/contracts'

export interface Feed {
  readonly items: readonly FeedItem[]
  readonly lastSeq: number
}

export const emptyFeed: Feed = { items: [], lastSeq: 0 }

/** A long run has some thousand items; beyond this the oldest are let go. */
export const MAX_KEPT = 4000

/** Takes a batch as it arrives. A stream that was opened anew repeats itself: what is known already is passed over. */
export const receive = (feed: Feed, batch: readonly FeedItem[]): Feed => {
  const fresh: FeedItem[] = []
  let lastSeq = feed.lastSeq
  for (const item of batch) {
    if (item.seq <= lastSeq) continue
    fresh.push(item)
    lastSeq = item.seq
  }
  return fresh.length === 0 ? feed : { items: [...feed.items, ...fresh].slice(-MAX_KEPT), lastSeq }
}
