/** The feed of a sandbox, live from its first item; arrivals are drawn in batches, as a replay brings thousands at once. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { feedKinds, type FeedItem } from '@agent-arena/contracts'
import { useEventSource } from '../../api/live.ts'
import { emptyFeed, receive } from './feed.reducer.ts'

const BATCH_MS = 100

const isItem = (data: unknown): data is FeedItem =>
  typeof data === 'object' && data !== null && 'seq' in data && typeof data.seq === 'number' && 'kind' in data

/** `onItem` hears each item as it arrives, also those of the replay; without an id nothing is heard. */
export const useFeed = (sandboxId: string | undefined, onItem: (item: FeedItem) => void) => {
  const [feed, take] = useReducer(receive, emptyFeed)
  const arrived = useRef<FeedItem[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const flush = useCallback(() => {
    timer.current = undefined
    take(arrived.current.splice(0))
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  const stream = sandboxId && `/sandboxes/${encodeURIComponent(sandboxId)}/stream`
  useEventSource(stream, feedKinds, (_kind, data) => {
    if (!isItem(data)) return
    arrived.current.push({ ...data, data: data.data ?? {} })
    timer.current ??= setTimeout(flush, BATCH_MS)
    onItem(data)
  })
  return feed
}
