/**
 * A run without checks that says it is done only awaits its verdict: its markets lock, that of its match too. Whoever could still bet
 * against it would bet without risk, because the verdict's evidence is the claim: were it a success, all later stakes would go back.
 */
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

export const stopBetsWhenVerdictIsAwaited = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type !== 'SandboxCompletionClaimed' || !fact.data.awaitsVerdict) return []
  const { markets, at } = fact.data
  const text = 'The run has ended and awaits its verdict.'
  const locked = markets.winner === undefined ? [markets.success] : [markets.success, markets.winner]
  return locked.map((marketId) => ({ type: 'LockMarket', data: { marketId, cause: 'ended', text, evidenceAt: at } }))
}
