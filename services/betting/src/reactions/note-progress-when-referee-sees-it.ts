/** Progress that the referee saw moves the sandbox's market and its match's; what an agent claims moves neither. */
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

export const noteProgressWhenRefereeSeesIt = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type !== 'SandboxProgressed' || fact.data.source !== 'referee') return []
  const { markets, progress, evidenceAt } = fact.data
  const marketIds = [markets.success, ...(markets.winner === undefined ? [] : [markets.winner])]
  return marketIds.map((marketId) => ({ type: 'NoteProgress', data: { marketId, progress, evidenceAt } }) as const)
}
