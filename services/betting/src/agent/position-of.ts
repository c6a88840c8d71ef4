/** What an account has staked on a market, one sum for each outcome, in the order of the outcomes. */
import type { GiverPosition } from '@agent-arena/contracts'
import { newestFirst } from '../market/bet-chain.ts'
import type { MarketState } from '../market/market.state.ts'

export const positionOf = (userId: string, market: MarketState): readonly GiverPosition[] => {
  if (market.status === 'unopened') return []
  const stakes = new Map<string, number>()
  for (const bet of newestFirst(market.bets))
    if (bet.userId === userId) stakes.set(bet.outcome, (stakes.get(bet.outcome) ?? 0) + bet.stake)
  return market.outcomes.flatMap(({ id, name }) => {
    const stake = stakes.get(id)
    return stake === undefined ? [] : [{ marketId: market.marketId, outcome: id, outcomeName: name, stake }]
  })
}
