/** The end of a run settles its success market or cancels it, and closes the contestant in the market of its match. */
import type { SandboxEnded, SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

const verdictTask = ({ markets, outcome }: SandboxEnded['data']): MarketTask => {
  const { verdict, cause, evidenceAt } = outcome
  const marketId = markets.success
  if (verdict === 'void') return { type: 'VoidMarket', data: { marketId, cause } }
  return { type: 'SettleMarket', data: { marketId, winners: [verdict], because: cause, evidenceAt } }
}

export const settleMarketWhenRunEnds = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type !== 'SandboxEnded') return []
  const { markets, sandboxId } = fact.data
  const closed = markets.winner === undefined ? [] : [{ marketId: markets.winner, outcome: sandboxId }]
  return [verdictTask(fact.data), ...closed.map((data) => ({ type: 'CloseOutcome', data }) as const)]
}
