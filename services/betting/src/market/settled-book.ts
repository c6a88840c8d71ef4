/** The payouts of a market as its stream tells them: what anybody can recompute from the public events. */
import type { MarketFact } from '@agent-arena/contracts'
import { inOrder } from './bet-chain.ts'
import { marketFold, type OpenedMarket } from './market.state.ts'
import { refundAll, settle, type SettledBook } from './settlement.ts'

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

/** The same from the bare events of the market's stream. */
export const settlementOf = (facts: Iterable<MarketFact>): SettledBook | null => {
  let market = marketFold.initialState
  for (const fact of facts) market = marketFold.evolve(market, fact)
  return market.status === 'unopened' ? null : settledBookOf(market)
}
