/** Which sandboxes, matches and markets a run of events changes for those who watch them, and which of them cannot wait to be told. */
import type { StoredEvent } from '@agent-arena/contracts'

/** Facts that no latest-wins stream shows: an agent's steps stand in the feed, movements of credits and the ends of bets in wallets. */
const unseen = new Set(['AgentStepRecorded', 'AccountOpened', 'CreditsTransferred', 'BetLost', 'SettlementUndone'])

/** A market has two or three of them in its life, so that telling them at once costs next to nothing. */
const pressing = new Set(['MarketLocked', 'MarketSettled', 'MarketReversed', 'MarketVoided'])

const idFields = ['sandboxId', 'matchId', 'marketId'] as const

export const changedIds = (events: readonly StoredEvent[]): ReadonlySet<string> => {
  const seen = events.filter(({ type }) => !unseen.has(type))
  const ids = seen.flatMap(({ data }) => idFields.map((field) => (Object(data) as Record<string, unknown>)[field]))
  return new Set(ids.filter((id) => typeof id === 'string'))
}

/** Those whose market takes no more bets, is over, or is so no longer. */
export const pressingIds = (events: readonly StoredEvent[]): ReadonlySet<string> =>
  changedIds(events.filter(({ type }) => pressing.has(type)))
