/** Starts the clock of a market: from now on weight falls, and the time of the lock is known. */
import { lockTimeOf, type MarketStarted } from '@agent-arena/contracts'
import type { MarketState } from './market.state.ts'

export interface StartMarket {
  readonly type: 'StartMarket'
  readonly data: { readonly marketId: string; readonly startedAt: string; readonly timeLimitSeconds: number }
  readonly at: string
}

export const startMarket = ({ data }: StartMarket, market: MarketState): readonly MarketStarted[] => {
  if (market.status !== 'open' || market.startedAt !== null) return []
  const { marketId, startedAt, timeLimitSeconds } = data
  return [{ type: 'MarketStarted', data: { marketId, startedAt, lockAt: lockTimeOf(startedAt, timeLimitSeconds) } }]
}
