/** The payouts of a market that is over, by its state; `recomputedBook` of the contracts has the same from the bare events. */
import { refundAll, settle, type SettledBook } from '@agent-arena/contracts'
import { inOrder } from './bet-chain.ts'
import type { OpenedMarket } from './market.state.ts'

/** Null until the market is settled or voided. */
export const settledBookOf = (market: OpenedMarket): SettledBook | null => {
  const bets = inOrder(market.bets)
  if (market.status === 'voided') return refundAll(bets, () => 'voided')
  if (market.status !== 'settled') return null
  return settle({ ...market, outcomes: market.outcomes.map(({ id }) => id), bets })
}

/** What each settlement that was taken back had said, oldest first. */
export const reversedBooksOf = (market: OpenedMarket): readonly SettledBook[] => {
  const input = { ...market, outcomes: market.outcomes.map(({ id }) => id), bets: inOrder(market.bets) }
  return market.reversals.map(({ winners }) => settle({ ...input, winners }))
}
