/**
 * A run without checks that says it is done only awaits its verdict: its markets lock, that of its match too. Whoever could still bet
 * against it would bet without risk, because the verdict's evidence is the claim: were it a success, all later stakes would go back.
 */
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

export const stopBetsWhenVerdictIsAwaited = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type !== 'SandboxCompletionClaimed' || !fact.data.awaitsVerdict) return []
  const { markets, at } = fact.data
  const [ended, claimed] = [
    'The run has ended and awaits its verdict.',
    'A contestant says that it is done, and awaits its verdict.',
  ]
  const own = { marketId: markets.success, cause: 'ended', text: ended, evidenceAt: at } as const
  // The match goes on, so it is progress that ends its bets: its own end is still to come.
  const winner =
    markets.winner === undefined ? [] : [{ marketId: markets.winner, cause: 'progress', text: claimed, evidenceAt: at } as const]
  return [own, ...winner].map((data) => ({ type: 'LockMarket', data }))
}
