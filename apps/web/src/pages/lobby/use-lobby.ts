/** The lobby as its stream tells it; the last one is remembered while other pages are open. */
import { useCallback } from 'react'
import { skipToken, useQuery } from '@tanstack/react-query'
import type { Lobby } from '@agent-arena/contracts'
import { queryClient } from '../../api/client.ts'
import { useEventSource } from '../../api/live.ts'
import { keys } from '../../api/queries.ts'

const EVENTS = ['lobby'] as const

const isLobby = (data: unknown): data is Lobby =>
  typeof data === 'object' && data !== null && 'matches' in data && 'sandboxes' in data

export const useLobby = () => {
  const hear = useCallback((_event: string, data: unknown) => {
    if (isLobby(data)) queryClient.setQueryData(keys.lobby, data)
  }, [])
  useEventSource('/stream', EVENTS, hear)
  return useQuery<Lobby>({ queryKey: keys.lobby, queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY }).data
}
