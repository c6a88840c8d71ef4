/** A requested sandbox opens its success market, a scheduled match its winner market. */
import { NOBODY, type MatchScheduled, type SandboxRequested, type SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

const successMarket = ({ sandboxId, title, markets, timeLimitSeconds, startsAt }: SandboxRequested['data']) =>
  ({
    marketId: markets.success,
    kind: 'success',
    title: `Will “${title}” succeed?`,
    sandboxId,
    sandboxIds: [sandboxId],
    outcomes: [
      { id: 'success', name: 'Succeeds' },
      { id: 'failure', name: 'Fails' },
    ],
    timeLimitSeconds,
    startsAt,
  }) as const

const winnerMarket = ({ matchId, marketId, title, contestants, timeLimitSeconds, startsAt }: MatchScheduled['data']) =>
  ({
    marketId,
    kind: 'winner',
    title: `Who wins “${title}”?`,
    matchId,
    sandboxIds: contestants.map(({ sandboxId }) => sandboxId),
    outcomes: [...contestants.map(({ sandboxId: id, name }) => ({ id, name })), { id: NOBODY, name: 'Nobody' }],
    timeLimitSeconds,
    startsAt,
  }) as const

export const openMarketWhenRunIsRequested = (
  fact: SandboxServiceFact,
  { feeBps }: { readonly feeBps: number },
): readonly MarketTask[] => {
  if (fact.type === 'SandboxRequested') return [{ type: 'OpenMarket', data: { ...successMarket(fact.data), feeBps } }]
  if (fact.type === 'MatchScheduled') return [{ type: 'OpenMarket', data: { ...winnerMarket(fact.data), feeBps } }]
  return []
}
