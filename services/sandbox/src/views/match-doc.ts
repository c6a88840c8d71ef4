/** A match as people see it, without its sandboxes, from its facts: pure. */
import type { Match, MatchFact } from '@agent-arena/contracts'

export type MatchDoc = Omit<Match, 'sandboxes'> & { readonly sandboxIds: readonly string[] }

/** The document after one more fact; the first fact makes it. */
export const evolveMatchDoc = (doc: MatchDoc | undefined, fact: MatchFact): MatchDoc | undefined => {
  if (fact.type === 'MatchScheduled') {
    const { matchId, title, goal, marketId, rated, seed, timeLimitSeconds, scheduledAt, startsAt, contestants } = fact.data
    const sandboxIds = contestants.map(({ sandboxId }) => sandboxId)
    const times = { createdAt: scheduledAt, startsAt, startedAt: null, decidedAt: null }
    return {
      id: matchId,
      title,
      goal,
      status: 'scheduled',
      result: null,
      marketId,
      rated,
      seed,
      timeLimitSeconds,
      ...times,
      sandboxIds,
    }
  }
  if (!doc) return undefined
  switch (fact.type) {
    case 'MatchStarted':
      return { ...doc, status: 'running', startedAt: fact.data.startedAt }
    case 'MatchDecided':
      return { ...doc, status: 'decided', result: fact.data.result, decidedAt: fact.data.decidedAt }
    case 'MatchVoided':
      return { ...doc, status: 'voided', cause: fact.data.cause, decidedAt: fact.data.voidedAt }
  }
}
