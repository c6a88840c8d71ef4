/** Runs commands of one sandbox, and of its match where it has one, in one append. */
import { notFound, type MatchFact, type RequestContext, type SandboxFact } from '@agent-arena/contracts'
import { handle, type EventLog, type Places } from '@agent-arena/event-store'
import type { MessageBus } from '@agent-arena/message-bus'
import type { Pool } from 'pg'
import type { GymClient } from '../goals/gym-client.ts'
import { matchFold, streamOfMatch, type MatchState } from '../match/match.decider.ts'
import type { SandboxServiceConfig } from '../sandbox.config.ts'
import { sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'

export interface CommandParts {
  readonly log: EventLog
  readonly db: Pool
  readonly bus: MessageBus
  readonly gym: GymClient | null
  readonly config: SandboxServiceConfig
  viewsCurrent(): Promise<void>
}

type Both = {
  readonly sandbox: SandboxState
  /** None for a sandbox of its own. */
  readonly match?: MatchState
}

type Decide = (both: Both, at: string) => { readonly sandbox?: readonly SandboxFact[]; readonly match?: readonly MatchFact[] }

const placesOf = async (log: EventLog, sandboxId: string): Promise<Places<Both>> => {
  const [requested] = await log.readStream(streamOfSandbox(sandboxId), 0, 1)
  if (!requested) throw notFound('sandbox', sandboxId)
  const { matchId } = requested.data as { readonly matchId?: string }
  return {
    sandbox: { stream: streamOfSandbox(sandboxId), fold: sandboxFold },
    ...(matchId !== undefined && { match: { stream: streamOfMatch(matchId), fold: matchFold } }),
  }
}

export const runCommand = async (
  log: EventLog,
  sandboxId: string,
  { context, decide }: { context: RequestContext; decide: Decide },
) => {
  const { events } = await handle<Both, null>(log, {
    context,
    places: await placesOf(log, sandboxId),
    decide,
    answer: () => null,
  })
  return events
}
