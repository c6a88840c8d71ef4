/** The clock of a success market starts with its sandbox, that of a winner market with its match. */
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

export const startMarketWhenRunBegins = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type === 'SandboxStarted') {
    const { markets, startedAt, timeLimitSeconds } = fact.data
    return [{ type: 'StartMarket', data: { marketId: markets.success, startedAt, timeLimitSeconds } }]
  }
  if (fact.type === 'MatchStarted') {
    const { marketId, startedAt, timeLimitSeconds } = fact.data
    return [{ type: 'StartMarket', data: { marketId, startedAt, timeLimitSeconds } }]
  }
  return []
}
