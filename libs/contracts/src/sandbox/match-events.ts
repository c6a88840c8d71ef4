/** Facts of a match: several sandboxes with one goal, and who was first. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { MarketId, MatchId, SandboxId } from '../ids.ts'
import { listOf, Time } from '../values.ts'
import { Goal } from './goal.ts'
import { MatchResult } from './sandbox.ts'

const ofMatch = { service: 'sandbox', streamKind: 'match', version: 1 } as const

export const MatchScheduled = eventContract({
  ...ofMatch,
  type: 'MatchScheduled',
  summary: 'A match was scheduled: several sandboxes with one goal.',
  schema: z.object({
    matchId: MatchId,
    title: z.string(),
    goal: Goal,
    marketId: MarketId,
    contestants: listOf(z.object({ sandboxId: SandboxId, name: z.string() })),
    timeLimitSeconds: z.number(),
    rated: z.boolean(),
    seed: z.int(),
    scheduledAt: Time,
    startsAt: Time,
  }),
})
export type MatchScheduled = FactOf<typeof MatchScheduled>

export const MatchStarted = eventContract({
  ...ofMatch,
  type: 'MatchStarted',
  summary: 'The first of its sandboxes began to run.',
  schema: z.object({ matchId: MatchId, marketId: MarketId, startedAt: Time, timeLimitSeconds: z.number() }),
})
export type MatchStarted = FactOf<typeof MatchStarted>

export const MatchDecided = eventContract({
  ...ofMatch,
  type: 'MatchDecided',
  summary: 'The match has its winner: the earliest evidence of success counts, and there may be several or none.',
  schema: z.object({ matchId: MatchId, marketId: MarketId, result: MatchResult, evidenceAt: Time, decidedAt: Time }),
})
export type MatchDecided = FactOf<typeof MatchDecided>

export const MatchVoided = eventContract({
  ...ofMatch,
  type: 'MatchVoided',
  summary: 'The match does not count, for a cause in words.',
  schema: z.object({ matchId: MatchId, marketId: MarketId, cause: z.string(), voidedAt: Time }),
})
export type MatchVoided = FactOf<typeof MatchVoided>

export type MatchFact = MatchScheduled | MatchStarted | MatchDecided | MatchVoided
