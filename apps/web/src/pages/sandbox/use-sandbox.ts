/** A sandbox with its market and feed: what the feed tells renews the other two. */
import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { FeedItem, FeedKind } from '@agent-arena/contracts'
import { keys, marketQuery, sandboxQuery } from '../../api/queries.ts'
import { renewSoon } from '../../api/renew.ts'
import { isUnknown } from '../../words/problem.ts'
import { useFeed } from '../../parts/feed/use-feed.ts'

const ofSandbox: ReadonlySet<FeedKind> = new Set(['status', 'progress', 'verdict', 'credits'])
const ofMarket: ReadonlySet<FeedKind> = new Set(['bet', 'odds', 'lock', 'settlement', 'progress', 'status'])

export const useSandbox = (sandboxId: string) => {
  const sandbox = useQuery(sandboxQuery(sandboxId))
  const marketId = sandbox.data?.marketId
  const market = useQuery({ ...marketQuery(marketId ?? ''), enabled: marketId !== undefined })
  const hear = useCallback(
    ({ kind }: FeedItem) => {
      if (ofSandbox.has(kind)) renewSoon(keys.sandbox(sandboxId))
      if (ofMarket.has(kind) && marketId) renewSoon(keys.market(marketId))
      // A gift marks the bets of its giver, and leaves the market as it is.
      if (kind === 'credits' && marketId) renewSoon(keys.bets(marketId))
    },
    [sandboxId, marketId],
  )
  return { sandbox, market, feed: useFeed(isUnknown(sandbox.error) ? undefined : sandboxId, hear) }
}
