/**
 * A run without checks that says it is done only awaits its verdict: its own market locks. In a match only the bets on this contestant
 * stop, as after any ended run: the others may still win, and a bet placed after the evidence of the verdict is refunded anyway.
 */
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

export const stopBetsWhenVerdictIsAwaited = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type !== 'SandboxCompletionClaimed' || !fact.data.awaitsVerdict) return []
  const { markets, sandboxId, at } = fact.data
  const lock = {
    marketId: markets.success,
    cause: 'ended',
    text: 'The run has ended and awaits its verdict.',
    evidenceAt: at,
  } as const
  const closed = markets.winner === undefined ? [] : [{ marketId: markets.winner, outcome: sandboxId }]
  return [{ type: 'LockMarket', data: lock }, ...closed.map((data) => ({ type: 'CloseOutcome', data }) as const)]
}
