/** Notes the referee's progress, which lowers the weight of later bets and at 90 % locks the market. */
import { LOCK_PROGRESS, type MarketLocked, type MarketProgressed } from '@agent-arena/contracts'
import { lockFacts } from './lock-market.ts'
import type { MarketState } from './market.state.ts'

export interface NoteProgress {
  readonly type: 'NoteProgress'
  readonly data: { readonly marketId: string; readonly progress: number; readonly evidenceAt: string }
  readonly at: string
}

/** In a winner market the highest progress of any contestant counts, so it never falls when a leader drops out. */
export const noteProgress = ({ data, at }: NoteProgress, market: MarketState): readonly (MarketProgressed | MarketLocked)[] => {
  const { marketId, progress, evidenceAt } = data
  if (market.status !== 'open' || progress <= market.progress) return []
  const progressed: MarketProgressed = { type: 'MarketProgressed', data: { marketId, progress, at } }
  if (progress < LOCK_PROGRESS) return [progressed]
  return [progressed, lockFacts({ cause: 'progress', text: `The progress reached ${LOCK_PROGRESS}%.`, evidenceAt }, market, at)]
}
