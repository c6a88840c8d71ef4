/** A requested sandbox opens its success market, a scheduled match its winner market; who asked for it may not bet on it. */
import { NOBODY, type MatchScheduled, type SandboxRequested, type SandboxServiceFact, type Stored } from '@agent-arena/contracts'
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

const PERSON = /^(?:user|operator):(.+)$/

/** The person who asked: whoever is an operator today has judged, whoever is a user owns an agent in it. */
const ownersOf = ({ meta }: Stored<SandboxServiceFact>): readonly string[] => {
  const [, id] = PERSON.exec(meta.actor) ?? []
  return id === undefined ? [] : [id]
}

export const openMarketWhenRunIsRequested = (
  fact: Stored<SandboxServiceFact>,
  { feeBps }: { readonly feeBps: number },
): readonly MarketTask[] => {
  const terms = { feeBps, owners: ownersOf(fact) }
  if (fact.type === 'SandboxRequested') return [{ type: 'OpenMarket', data: { ...successMarket(fact.data), ...terms } }]
  if (fact.type === 'MatchScheduled') return [{ type: 'OpenMarket', data: { ...winnerMarket(fact.data), ...terms } }]
  return []
}
