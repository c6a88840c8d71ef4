/** Where the runs of one group stand, read from the log as of one moment; and how they are moved on. */
import { serviceContext, type MatchFact, type SandboxFact, type StoredEvent } from '@agent-arena/contracts'
import { foldOf, handle, type EventLog, type Places } from '@agent-arena/event-store'
import { matchDecider, matchFold, streamOfMatch, type MatchCommand, type MatchState } from '../match/match.decider.ts'
import { decideAll } from '../sandbox/decide-all.ts'
import type { SandboxCommand } from '../sandbox/sandbox.decider.ts'
import { sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'

/** The runs that are kept together: those of one match, or a single sandbox. */
export interface RunGroup {
  readonly matchId: string | null
  readonly sandboxIds: readonly string[]
}

export interface Standing {
  readonly match: MatchState
  readonly sandboxes: readonly SandboxState[]
  /** The log's clock. */
  readonly at: string
}

export const idOf = ({ request }: SandboxState): string => request?.sandboxId ?? ''

export const loadStanding = async (log: EventLog, { matchId, sandboxIds }: RunGroup): Promise<Standing> => {
  const streams = sandboxIds.map(streamOfSandbox)
  const loaded = await log.load([...streams, ...(matchId === null ? [] : [streamOfMatch(matchId)])].map((stream) => ({ stream })))
  const read = <F>(stream: string) => (loaded.streams.get(stream) ?? []) as readonly (StoredEvent & F)[]
  return {
    at: loaded.now,
    sandboxes: streams.map((stream) => foldOf(sandboxFold, read<SandboxFact>(stream))),
    match: foldOf(matchFold, matchId === null ? [] : read<MatchFact>(streamOfMatch(matchId))),
  }
}

/** Carries out commands of one sandbox. */
export const moveSandbox = async (log: EventLog, sandboxId: string, commands: readonly SandboxCommand[]): Promise<void> => {
  if (commands.length === 0) return
  await handle<{ sandbox: SandboxState }, null>(log, {
    context: serviceContext('sandbox'),
    places: { sandbox: { stream: streamOfSandbox(sandboxId), fold: sandboxFold } },
    decide: ({ sandbox }) => ({ sandbox: decideAll(commands, sandbox) }),
    answer: () => null,
  })
}

/** Begins several runs, and their match, in one append. */
export const beginTogether = async (log: EventLog, { matchId, sandboxIds }: RunGroup): Promise<void> => {
  const sandboxes = sandboxIds.map((id) => [id, { stream: streamOfSandbox(id), fold: sandboxFold }] as const)
  const match = matchId === null ? [] : [[matchId, { stream: streamOfMatch(matchId), fold: matchFold }] as const]
  type States = Readonly<Record<string, MatchState | SandboxState>>
  await handle<States, null>(log, {
    context: serviceContext('sandbox'),
    places: Object.fromEntries([...match, ...sandboxes]) as Places<States>,
    decide: (states, at) =>
      Object.fromEntries([
        ...sandboxIds.map((id) => [id, decideAll([{ type: 'BeginRun', at }], states[id] as SandboxState)]),
        ...(matchId === null ? [] : [[matchId, matchDecider.decide({ type: 'StartMatch', at }, states[matchId] as MatchState)]]),
      ]),
    answer: () => null,
  })
}

export const moveMatch = (log: EventLog, matchId: string, command: MatchCommand) =>
  handle<{ match: MatchState }, null>(log, {
    context: serviceContext('sandbox'),
    places: { match: { stream: streamOfMatch(matchId), fold: matchFold } },
    decide: ({ match }) => ({ match: matchDecider.decide(command, match) }),
    answer: () => null,
  })
