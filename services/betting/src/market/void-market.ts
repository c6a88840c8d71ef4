/** Cancels a market once: every bet is refunded in full. */
import type { MarketLocked, MarketVoided } from '@agent-arena/contracts'
import { lockFacts } from './lock-market.ts'
import type { MarketState } from './market.state.ts'

export interface VoidMarket {
  readonly type: 'VoidMarket'
  /** `cause` is a sentence. */
  readonly data: { readonly marketId: string; readonly cause: string }
  readonly at: string
}

export const voidMarket = ({ data, at }: VoidMarket, market: MarketState): readonly (MarketLocked | MarketVoided)[] => {
  const voided: MarketVoided = { type: 'MarketVoided', data: { ...data, voidedAt: at } }
  if (market.status === 'locked') return [voided]
  if (market.status !== 'open') return []
  // Why is told once, by the void that stands beside it.
  return [lockFacts({ cause: 'voided', text: 'Betting closed.', evidenceAt: at }, market, at), voided]
}
