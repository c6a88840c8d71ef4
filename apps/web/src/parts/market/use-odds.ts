/** The history of a market's odds: read when the chart is first shown, and again, at most once a second, when the market changes. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Market, MarketHistory } from '@agent-arena/contracts'
import { keys, oddsQuery } from '../../api/queries.ts'
import { renewSoon } from '../../api/renew.ts'

export const useOdds = ({ id, version }: Pick<Market, 'id' | 'version'>): MarketHistory | undefined => {
  useEffect(() => {
    if (version > 1) renewSoon(keys.odds(id))
  }, [id, version])
  return useQuery(oddsQuery(id)).data
}
