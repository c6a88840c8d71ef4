/** A match with its markets: read once, then as its stream tells. */
import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { MatchView } from '@agent-arena/contracts'
import { queryClient } from '../../api/client.ts'
import { useEventSource } from '../../api/live.ts'
import { keys, matchQuery } from '../../api/queries.ts'
import { isUnknown } from '../../words/problem.ts'

const EVENTS = ['match'] as const

const isView = (data: unknown): data is MatchView =>
  typeof data === 'object' && data !== null && 'match' in data && 'markets' in data

export const useMatch = (matchId: string) => {
  const query = useQuery(matchQuery(matchId))
  const hear = useCallback(
    (_event: string, data: unknown) => {
      if (!isView(data)) return
      queryClient.setQueryData(keys.match(matchId), data)
    },
    [matchId],
  )
  const stream = isUnknown(query.error) ? undefined : `/matches/${encodeURIComponent(matchId)}/stream`
  useEventSource(stream, EVENTS, hear)
  return query
}
