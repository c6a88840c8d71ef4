/** Facts of a sandbox: from its request to its end, and each step of its agent. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { GiftId, MarketsOf, MatchId, SandboxId } from '../ids.ts'
import { listOf, Progress, Stake, Time } from '../values.ts'
import { AgentEvent } from './agent-event.ts'
import { Goal } from './goal.ts'
import { AgentInput, endedStatuses, Outcome } from './sandbox.ts'

const ofSandbox = { service: 'sandbox', streamKind: 'sandbox', version: 1 } as const

/** What each event carries that moves a market. */
const run = { sandboxId: SandboxId, matchId: MatchId.exactOptional(), markets: MarketsOf }

export const SandboxRequested = eventContract({
  ...ofSandbox,
  type: 'SandboxRequested',
  summary: 'Somebody asked for a sandbox: one agent’s attempt at one goal.',
  schema: z.object({
    sandboxId: SandboxId,
    title: z.string(),
    goal: Goal,
    agent: AgentInput,
    matchId: MatchId.exactOptional(),
    markets: MarketsOf,
    budget: z.object({ tokens: z.int(), credits: z.int() }),
    seed: z.int(),
    rated: z.boolean(),
    egress: listOf(z.string()),
    timeLimitSeconds: z.number(),
    startTimeoutSeconds: z.number(),
    requestedAt: Time,
    /** The run begins at this time at the earliest. */
    startsAt: Time,
  }),
})
export type SandboxRequested = FactOf<typeof SandboxRequested>

export const SandboxProvisioning = eventContract({
  ...ofSandbox,
  type: 'SandboxProvisioning',
  summary: 'The place for the agent is being prepared.',
  schema: z.object({ sandboxId: SandboxId, at: Time }),
})
export type SandboxProvisioning = FactOf<typeof SandboxProvisioning>

export const SandboxReady = eventContract({
  ...ofSandbox,
  type: 'SandboxReady',
  summary: 'The place is prepared and waits for its time to start.',
  schema: z.object({ sandboxId: SandboxId, at: Time }),
})
export type SandboxReady = FactOf<typeof SandboxReady>

export const SandboxStarted = eventContract({
  ...ofSandbox,
  type: 'SandboxStarted',
  summary: 'The run began.',
  schema: z.object({ ...run, startedAt: Time, endsAt: Time, timeLimitSeconds: z.number() }),
})
export type SandboxStarted = FactOf<typeof SandboxStarted>

export const SandboxProgressed = eventContract({
  ...ofSandbox,
  type: 'SandboxProgressed',
  summary: 'Progress rose; the source tells whether the referee or the agent says so.',
  schema: z.object({
    ...run,
    progress: Progress,
    source: z.enum(['referee', 'claim']),
    /** Indices of the checks met so far. */
    met: listOf(z.int()),
    note: z.string().exactOptional(),
    at: Time,
    /** When the fact behind it could be known at the earliest. */
    evidenceAt: Time,
  }),
})
export type SandboxProgressed = FactOf<typeof SandboxProgressed>

export const SandboxCompletionClaimed = eventContract({
  ...ofSandbox,
  type: 'SandboxCompletionClaimed',
  summary: 'The agent says it is done: a claim, not a verdict; without checks the sandbox now awaits one.',
  schema: z.object({
    ...run,
    outcome: z.enum(['succeeded', 'failed']),
    summary: z.string().exactOptional(),
    awaitsVerdict: z.boolean(),
    at: Time,
  }),
})
export type SandboxCompletionClaimed = FactOf<typeof SandboxCompletionClaimed>

export const SandboxFunded = eventContract({
  ...ofSandbox,
  type: 'SandboxFunded',
  summary: 'Somebody in the audience gave credits to the running agent, and its token budget grew.',
  schema: z.object({ sandboxId: SandboxId, giftId: GiftId, credits: Stake, tokens: z.int().min(1), at: Time }),
})
export type SandboxFunded = FactOf<typeof SandboxFunded>

export const SandboxFundingDeclined = eventContract({
  ...ofSandbox,
  type: 'SandboxFundingDeclined',
  summary: 'Credits came when the run was over: they go back to who gave them.',
  schema: z.object({ sandboxId: SandboxId, giftId: GiftId, at: Time }),
})
export type SandboxFundingDeclined = FactOf<typeof SandboxFundingDeclined>

export const SandboxEnded = eventContract({
  ...ofSandbox,
  type: 'SandboxEnded',
  summary: 'The run is over, with a verdict and its cause.',
  schema: z.object({ ...run, status: z.enum(endedStatuses), outcome: Outcome, endedAt: Time }),
})
export type SandboxEnded = FactOf<typeof SandboxEnded>

export const SandboxDestroyed = eventContract({
  ...ofSandbox,
  type: 'SandboxDestroyed',
  summary: 'Nothing is left of the place in which the agent ran.',
  schema: z.object({ sandboxId: SandboxId, at: Time }),
})
export type SandboxDestroyed = FactOf<typeof SandboxDestroyed>

export const AgentStepRecorded = eventContract({
  service: 'sandbox',
  streamKind: 'steps',
  version: 1,
  type: 'AgentStepRecorded',
  summary: 'One thing that an agent did or thought; its number is its version in the stream `steps-<sandbox>`.',
  schema: z.object({ sandboxId: SandboxId, event: AgentEvent }),
})
export type AgentStepRecorded = FactOf<typeof AgentStepRecorded>

export type SandboxFact =
  | SandboxRequested
  | SandboxProvisioning
  | SandboxReady
  | SandboxStarted
  | SandboxProgressed
  | SandboxCompletionClaimed
  | SandboxFunded
  | SandboxFundingDeclined
  | SandboxEnded
  | SandboxDestroyed
