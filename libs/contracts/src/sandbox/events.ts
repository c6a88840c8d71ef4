/** Facts that the sandbox service tells: matches, sandboxes, and the steps of their agents. */
import type { Fact } from '../event.ts'
import type { AgentEvent } from './agent-event.ts'
import type { Goal } from './goal.ts'
import type { AgentInput, EndedStatus, MatchResult, Outcome } from './sandbox.ts'

/** Which markets bet on a sandbox: its own, and its match's where it has one. Carried by each event that moves them. */
export interface MarketsOf {
  readonly success: string
  readonly winner?: string
}

export type SandboxRequested = Fact<
  'SandboxRequested',
  {
    readonly sandboxId: string
    readonly title: string
    readonly goal: Goal
    readonly agent: AgentInput
    readonly matchId?: string
    readonly markets: MarketsOf
    readonly budget: { readonly tokens: number; readonly credits: number }
    readonly seed: number
    readonly rated: boolean
    readonly egress: readonly string[]
    readonly timeLimitSeconds: number
    readonly startTimeoutSeconds: number
    readonly requestedAt: string
    /** The run begins at this time at the earliest. */
    readonly startsAt: string
  }
>
export type SandboxProvisioning = Fact<'SandboxProvisioning', { readonly sandboxId: string; readonly at: string }>
export type SandboxReady = Fact<'SandboxReady', { readonly sandboxId: string; readonly at: string }>
export type SandboxStarted = Fact<
  'SandboxStarted',
  {
    readonly sandboxId: string
    readonly matchId?: string
    readonly markets: MarketsOf
    readonly startedAt: string
    readonly endsAt: string
    readonly timeLimitSeconds: number
  }
>
/** Progress rose; `source` tells whether the referee or the agent says so. `met` are the indices of the checks met so far. */
export type SandboxProgressed = Fact<
  'SandboxProgressed',
  {
    readonly sandboxId: string
    readonly matchId?: string
    readonly markets: MarketsOf
    readonly progress: number
    readonly source: 'referee' | 'claim'
    readonly met: readonly number[]
    readonly note?: string
    readonly at: string
    /** When the fact behind it could be known at the earliest. */
    readonly evidenceAt: string
  }
>
/** The agent says it is done. A claim, not a verdict; without checks the sandbox now awaits one. */
export type SandboxCompletionClaimed = Fact<
  'SandboxCompletionClaimed',
  {
    readonly sandboxId: string
    readonly matchId?: string
    readonly markets: MarketsOf
    readonly outcome: 'succeeded' | 'failed'
    readonly summary?: string
    readonly awaitsVerdict: boolean
    readonly at: string
  }
>
export type SandboxEnded = Fact<
  'SandboxEnded',
  {
    readonly sandboxId: string
    readonly matchId?: string
    readonly markets: MarketsOf
    readonly status: EndedStatus
    readonly outcome: Outcome
    readonly endedAt: string
  }
>
export type SandboxDestroyed = Fact<'SandboxDestroyed', { readonly sandboxId: string; readonly at: string }>

export type SandboxFact =
  | SandboxRequested
  | SandboxProvisioning
  | SandboxReady
  | SandboxStarted
  | SandboxProgressed
  | SandboxCompletionClaimed
  | SandboxEnded
  | SandboxDestroyed

export type MatchScheduled = Fact<
  'MatchScheduled',
  {
    readonly matchId: string
    readonly title: string
    readonly goal: Goal
    readonly marketId: string
    readonly contestants: readonly { readonly sandboxId: string; readonly name: string }[]
    readonly timeLimitSeconds: number
    readonly rated: boolean
    readonly seed: number
    readonly scheduledAt: string
    readonly startsAt: string
  }
>
/** The first of its sandboxes began to run. */
export type MatchStarted = Fact<
  'MatchStarted',
  { readonly matchId: string; readonly marketId: string; readonly startedAt: string; readonly timeLimitSeconds: number }
>
export type MatchDecided = Fact<
  'MatchDecided',
  {
    readonly matchId: string
    readonly marketId: string
    readonly result: MatchResult
    readonly evidenceAt: string
    readonly decidedAt: string
  }
>
export type MatchVoided = Fact<
  'MatchVoided',
  { readonly matchId: string; readonly marketId: string; readonly cause: string; readonly voidedAt: string }
>

export type MatchFact = MatchScheduled | MatchStarted | MatchDecided | MatchVoided

/** One thing that an agent did or thought. Its number is its version in the stream `steps-<sandbox>`. */
export type AgentStepRecorded = Fact<'AgentStepRecorded', { readonly sandboxId: string; readonly event: AgentEvent }>

export type SandboxServiceFact = SandboxFact | MatchFact | AgentStepRecorded
