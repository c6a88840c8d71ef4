/** What the sandbox service would tell: facts of sandboxes and matches for tests. */
import { newId, type SandboxServiceFact } from '@agent-arena/contracts'

export interface Run {
  readonly sandboxId: string
  readonly matchId?: string
  readonly markets: { readonly success: string; readonly winner?: string }
}

export interface Match {
  readonly matchId: string
  readonly marketId: string
  readonly runs: readonly Run[]
}

export const TIME_LIMIT_SECONDS = 1000

export const newRun = (match?: { readonly matchId: string; readonly marketId: string }): Run => ({
  sandboxId: newId('sandbox'),
  ...(match && { matchId: match.matchId }),
  markets: { success: newId('market'), ...(match && { winner: match.marketId }) },
})

export const newMatch = (contestants: number): Match => {
  const match = { matchId: newId('match'), marketId: newId('market') }
  return { ...match, runs: Array.from({ length: contestants }, () => newRun(match)) }
}

const now = () => new Date().toISOString()

/** A time some seconds from now. */
export const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

interface Timing {
  readonly timeLimitSeconds?: number
  readonly startsAt?: string
}

export const requested = (
  run: Run,
  { timeLimitSeconds = TIME_LIMIT_SECONDS, startsAt = now(), rated = false }: Timing & { readonly rated?: boolean } = {},
): SandboxServiceFact => ({
  type: 'SandboxRequested',
  data: {
    ...run,
    title: 'Two mugs',
    goal: { text: 'Buy two red mugs' },
    agent: { kind: 'external' },
    budget: { tokens: 0, credits: 0 },
    seed: 1,
    rated,
    egress: [],
    timeLimitSeconds,
    startTimeoutSeconds: 60,
    requestedAt: now(),
    startsAt,
  },
})

export const started = (run: Run, startedAt = now(), timeLimitSeconds = TIME_LIMIT_SECONDS): SandboxServiceFact => ({
  type: 'SandboxStarted',
  data: { ...run, startedAt, endsAt: new Date(Date.parse(startedAt) + timeLimitSeconds * 1000).toISOString(), timeLimitSeconds },
})

export const progressed = (
  run: Run,
  progress: number,
  { source = 'referee' as 'referee' | 'claim', evidenceAt = now() } = {},
): SandboxServiceFact => ({ type: 'SandboxProgressed', data: { ...run, progress, source, met: [], at: now(), evidenceAt } })

export const claimed = (run: Run, awaitsVerdict: boolean, at = now()): SandboxServiceFact => ({
  type: 'SandboxCompletionClaimed',
  data: { ...run, outcome: 'succeeded', awaitsVerdict, at },
})

/** A gift that came when the run was over. */
export const declined = (sandboxId: string, giftId: string): SandboxServiceFact => ({
  type: 'SandboxFundingDeclined',
  data: { sandboxId, giftId, at: now() },
})

export const ended = (run: Run, verdict: 'success' | 'failure' | 'void', evidenceAt = now()): SandboxServiceFact => ({
  type: 'SandboxEnded',
  data: {
    ...run,
    status: { success: 'succeeded', failure: 'timed-out', void: 'faulted' }[verdict] as 'succeeded' | 'timed-out' | 'faulted',
    outcome: {
      verdict,
      cause: { success: 'All checks are met.', failure: 'The time was over.', void: 'The sandbox was lost.' }[verdict],
      evidenceAt,
    },
    endedAt: now(),
  },
})

export const scheduled = (
  { matchId, marketId, runs }: Match,
  { timeLimitSeconds = TIME_LIMIT_SECONDS, startsAt = now() }: Timing = {},
): SandboxServiceFact => ({
  type: 'MatchScheduled',
  data: {
    matchId,
    marketId,
    title: 'Mugs',
    goal: { text: 'Buy two red mugs' },
    contestants: runs.map(({ sandboxId }, index) => ({
      sandboxId,
      name: ['Greedy', 'Planner', 'Random'][index] ?? `Number ${index}`,
    })),
    timeLimitSeconds,
    rated: false,
    seed: 1,
    scheduledAt: now(),
    startsAt,
  },
})

export const matchStarted = ({ matchId, marketId }: Match, startedAt = now()): SandboxServiceFact => ({
  type: 'MatchStarted',
  data: { matchId, marketId, startedAt, timeLimitSeconds: TIME_LIMIT_SECONDS },
})

/** Nobody when no winner is named, a tie when several are. */
export const decided = ({ matchId, marketId }: Match, winners: readonly Run[], evidenceAt = now()): SandboxServiceFact => {
  const ids = winners.map(({ sandboxId }) => sandboxId)
  const result = { winner: ids.length === 1 ? (ids[0] ?? null) : null, tied: ids.length > 1 ? ids : [] }
  return { type: 'MatchDecided', data: { matchId, marketId, result, evidenceAt, decidedAt: now() } }
}

export const matchVoided = ({ matchId, marketId }: Match): SandboxServiceFact => ({
  type: 'MatchVoided',
  data: { matchId, marketId, cause: 'Planner was cancelled.', voidedAt: now() },
})
