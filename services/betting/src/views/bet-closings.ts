/** What events do to bets that stand, for every view that shows what became of them. */
import type { BetStatus, BettingFact, Stored } from '@agent-arena/contracts'

export interface Closing {
  readonly id: string
  readonly status: BetStatus
  /** Credits; null while the bet is open. */
  readonly payout: number | null
  /** When it was closed; null while it is open. */
  readonly at: string | null
}

/** An event closes bets, or opens them again. */
const closingsOf = ({ type, data, at }: Stored<BettingFact>): readonly Closing[] => {
  if (type === 'SettlementUndone') return data.betIds.map((id) => ({ id, status: 'open', payout: null, at: null }))
  if (type === 'BetLost') return [{ id: data.betId, status: 'lost', payout: 0, at }]
  if (type !== 'CreditsTransferred' || data.betId === undefined) return []
  if (data.reason === 'payout') return [{ id: data.betId, status: 'won', payout: data.credits, at }]
  return data.reason === 'refund' ? [{ id: data.betId, status: 'refunded', payout: data.credits, at }] : []
}

/** How each bet stands after the events; one that is closed anew, after a correction, stands as it was closed last. */
export const lastClosingsOf = (events: readonly Stored<BettingFact>[]): readonly Closing[] => [
  ...new Map(events.flatMap(closingsOf).map((closing) => [closing.id, closing])).values(),
]
