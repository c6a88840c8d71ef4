/** How the pool of a match was shared: from the feed of one contestant up to now, then as the match's stream tells. */
import { useMemo } from 'react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { MatchView } from '@agent-arena/contracts'
import { serverNow } from '../../api/clock.ts'
import { queryClient } from '../../api/client.ts'
import { historyQuery, keys } from '../../api/queries.ts'
import { oddsHistory, type OddsPoint, presentPoint, withPoint } from '../../parts/market/odds-history.ts'

const NO_POINTS: readonly OddsPoint[] = []

/** Notes the shares that a message of the stream shows. */
export const notePool = ({ match, markets }: MatchView) => {
  const market = markets.find(({ id }) => id === match.marketId)
  if (!market) return
  queryClient.setQueryData<readonly OddsPoint[]>(keys.pool(match.id), (points = NO_POINTS) =>
    withPoint(points, presentPoint(market, serverNow())),
  )
}

export const usePoolPoints = ({ id, marketId, sandboxes }: MatchView['match']): readonly OddsPoint[] => {
  const first = sandboxes[0]?.id
  const { data: history } = useQuery({ ...historyQuery(first ?? ''), enabled: first !== undefined })
  const { data: live = NO_POINTS } = useQuery<readonly OddsPoint[]>({
    queryKey: keys.pool(id),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return useMemo(() => {
    const inOrder = (history?.items ?? []).toSorted((left, right) => left.seq - right.seq)
    return live.reduce(withPoint, oddsHistory(inOrder, marketId))
  }, [history, live, marketId])
}
