/** A sandbox: one agent's attempt at one goal in one isolated place. */
import { z } from 'zod'
import { MarketId, MatchId, SandboxId } from '../ids.ts'
import { line, Progress, Time } from '../values.ts'
import { Goal, type Check } from './goal.ts'

export const SandboxStatus = z.enum([
  'requested',
  'provisioning',
  'ready',
  'running',
  'suspended',
  'awaiting-verdict',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'faulted',
])
export type SandboxStatus = z.infer<typeof SandboxStatus>

/** Statuses from which nothing follows. */
export const endedStatuses = [
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'faulted',
] as const satisfies readonly SandboxStatus[]
export type EndedStatus = (typeof endedStatuses)[number]
export const isEnded = (status: SandboxStatus): status is EndedStatus => endedStatuses.some((ended) => ended === status)

/** Who drives the sandbox: our runner with a model, or a program of its owner's that speaks the sandbox door. */
export const AgentInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('builtin'), model: line(80) }),
  z.strictObject({ kind: z.literal('external') }),
])
export type AgentInput = z.output<typeof AgentInput>

export const Budget = z.object({ tokens: z.int(), tokensUsed: z.int(), credits: z.int(), creditsGiven: z.int() })

export const BudgetInput = z.strictObject({
  tokens: z.int().min(0).max(1_000_000_000).default(0),
  credits: z.int().min(0).max(1_000_000).default(0),
})

/** How the run ended: `cause` is a sentence, `evidenceAt` the time by which the outcome could be known. */
export const Outcome = z.object({
  verdict: z.enum(['success', 'failure', 'void']),
  cause: z.string(),
  evidenceAt: Time,
})
export type Outcome = z.infer<typeof Outcome>

export const CheckState = z.object({
  name: z.string(),
  kind: z.enum(['http', 'page'] satisfies Check['kind'][]),
  weight: z.number(),
  required: z.boolean(),
  met: z.boolean(),
  /** Whether the evidence comes from inside the sandbox. */
  inside: z.boolean(),
})

export const Sandbox = z.object({
  id: SandboxId,
  title: z.string(),
  status: SandboxStatus,
  /** Percent; the referee's where there are checks, else the agent's own claim. */
  progress: Progress,
  progressSource: z.enum(['referee', 'claim']),
  goal: Goal,
  checks: z.array(CheckState),
  model: z.string().nullable(),
  agentKind: z.enum(['builtin', 'external']),
  matchId: MatchId.nullable(),
  marketId: MarketId,
  budget: Budget,
  /** What the site and the choices of a built-in agent follow from: null until the run is over. That of a contestant is told with its match. */
  seed: z.int().nullable(),
  rated: z.boolean(),
  timeLimitSeconds: z.int(),
  createdAt: Time,
  startsAt: Time,
  startedAt: Time.nullable(),
  endsAt: Time.nullable(),
  endedAt: Time.nullable(),
  outcome: Outcome.optional(),
  destroyedAt: Time.optional(),
})
export type Sandbox = z.infer<typeof Sandbox>

export const MatchStatus = z.enum(['scheduled', 'running', 'decided', 'voided'])
export type MatchStatus = z.infer<typeof MatchStatus>

/** Winner by the earliest evidence of success; several at the same time tie; nobody succeeded: no winner. */
export const MatchResult = z.object({ winner: SandboxId.nullable(), tied: z.array(SandboxId) })
export type MatchResult = z.infer<typeof MatchResult>

export const Match = z.object({
  id: MatchId,
  title: z.string(),
  goal: Goal,
  status: MatchStatus,
  result: MatchResult.nullable(),
  /** Why a match was voided, in words. */
  cause: z.string().optional(),
  marketId: MarketId,
  rated: z.boolean(),
  /** Null until all its runs are over. */
  seed: z.int().nullable(),
  timeLimitSeconds: z.int(),
  createdAt: Time,
  startsAt: Time,
  startedAt: Time.nullable(),
  decidedAt: Time.nullable(),
  sandboxes: z.array(Sandbox),
})
export type Match = z.infer<typeof Match>
