/** Closes one outcome of an open market: the contestant's run is over, so nobody may bet on it any more. */
import type { OutcomeClosed } from '@agent-arena/contracts'
import type { MarketState } from './market.state.ts'

export interface CloseOutcome {
  readonly type: 'CloseOutcome'
  readonly data: { readonly marketId: string; readonly outcome: string }
  readonly at: string
}

export const closeOutcome = ({ data, at }: CloseOutcome, market: MarketState): readonly OutcomeClosed[] => {
  if (market.status !== 'open' || !market.outcomes.some(({ id, open }) => id === data.outcome && open)) return []
  return [{ type: 'OutcomeClosed', data: { ...data, at } }]
}
