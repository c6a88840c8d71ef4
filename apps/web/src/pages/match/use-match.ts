/** A match with its markets: read once, then as its stream tells. */
import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { MatchView } from '@agent-arena/contracts'
import { queryClient } from '../../api/client.ts'
import { useEventSource } from '../../api/live.ts'
import { keys, matchQuery } from '../../api/queries.ts'
import { renewSoon } from '../../api/renew.ts'
import { isUnknown } from '../../words/problem.ts'
import { isGiftTold } from './gifts.ts'

const EVENTS = ['match'] as const

const isView = (data: unknown): data is MatchView =>
  typeof data === 'object' && data !== null && 'match' in data && 'markets' in data

export const useMatch = (matchId: string) => {
  const query = useQuery(matchQuery(matchId))
  const hear = useCallback(
    (_event: string, data: unknown) => {
      if (!isView(data)) return
      const before = queryClient.getQueryData<MatchView>(keys.match(matchId))
      queryClient.setQueryData(keys.match(matchId), data)
      if (isGiftTold(before, data)) for (const { id } of data.markets) renewSoon(keys.bets(id))
    },
    [matchId],
  )
  const stream = isUnknown(query.error) ? undefined : `/matches/${encodeURIComponent(matchId)}/stream`
  useEventSource(stream, EVENTS, hear)
  return query
}
