/** What a contestant thought last, and did since. */
import type { FeedItem } from '@agent-arena/contracts'

export interface Latest {
  readonly thought: FeedItem | undefined
  readonly deeds: readonly FeedItem[]
}

const deedKinds: ReadonlySet<FeedItem['kind']> = new Set([
  'browser_action',
  'tool',
  'email',
  'payment',
  'error',
  'model_switch',
  'memory',
  'progress',
])

/** Answers of the feed may come in either direction. */
export const latestOf = (items: readonly FeedItem[], deeds: number): Latest => {
  const inOrder = items.toSorted((left, right) => left.seq - right.seq)
  return {
    thought: inOrder.findLast(({ kind, data }) => kind === 'reasoning' && typeof data['text'] === 'string'),
    deeds: inOrder.filter(({ kind }) => deedKinds.has(kind)).slice(-deeds),
  }
}
