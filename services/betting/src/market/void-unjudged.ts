/** Voids a market whose run nobody has judged for 24 hours; the rule looks at the time itself. */
import { notBefore, type MarketLocked, type MarketVoided } from '@agent-arena/contracts'
import type { MarketState } from './market.state.ts'
import { VERDICT_HOURS } from './verdict-time.ts'
import { voidMarket } from './void-market.ts'

export interface VoidUnjudged {
  readonly type: 'VoidUnjudged'
  readonly data: { readonly marketId: string }
  readonly at: string
}

const CAUSE = `There was no verdict for ${VERDICT_HOURS} hours.`

export const voidUnjudged = ({ data, at }: VoidUnjudged, market: MarketState): readonly (MarketLocked | MarketVoided)[] => {
  if (market.status === 'unopened' || !notBefore(at, market.verdictDueAt)) return []
  return voidMarket({ type: 'VoidMarket', data: { ...data, cause: CAUSE }, at }, market)
}
