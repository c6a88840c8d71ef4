/** The sandbox: one attempt of one agent, from the request to the verdict. */
import type { SandboxDestroyed, SandboxFact, SandboxReady, SandboxRequested } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { beginRun, type BeginRun } from './begin-run.ts'
import { claimCompletion, type ClaimCompletion } from './claim-completion.ts'
import { cancelRun, endRun, giveVerdict, type CancelRun, type EndRun, type GiveVerdict } from './end-run.ts'
import { noteProgress, type NoteProgress } from './note-progress.ts'
import { fundRun, type FundRun } from './fund-run.ts'
import { markReady, provision, type MarkReady, type Provision } from './provision.ts'
import { sandboxFold, type SandboxState } from './sandbox.state.ts'

export interface RequestSandbox {
  readonly type: 'RequestSandbox'
  readonly request: SandboxRequested['data']
}

export interface MarkDestroyed {
  readonly type: 'MarkDestroyed'
  readonly at: string
}

export type SandboxCommand =
  | RequestSandbox
  | Provision
  | MarkReady
  | BeginRun
  | NoteProgress
  | ClaimCompletion
  | FundRun
  | EndRun
  | CancelRun
  | GiveVerdict
  | MarkDestroyed

/** An external agent brings its own place: its sandbox is ready at once. */
const requestSandbox = ({ request }: RequestSandbox, state: SandboxState): readonly (SandboxRequested | SandboxReady)[] => {
  if (state.request) return []
  const requested: SandboxRequested = { type: 'SandboxRequested', data: request }
  const ready: SandboxReady = { type: 'SandboxReady', data: { sandboxId: request.sandboxId, at: request.requestedAt } }
  return request.agent.kind === 'external' ? [requested, ready] : [requested]
}

const markDestroyed = ({ at }: MarkDestroyed, { request, destroyed }: SandboxState): readonly SandboxDestroyed[] =>
  request && !destroyed ? [{ type: 'SandboxDestroyed', data: { sandboxId: request.sandboxId, at } }] : []

const decide = (command: SandboxCommand, state: SandboxState): readonly SandboxFact[] => {
  switch (command.type) {
    case 'RequestSandbox':
      return requestSandbox(command, state)
    case 'Provision':
      return provision(command, state)
    case 'MarkReady':
      return markReady(command, state)
    case 'BeginRun':
      return beginRun(command, state)
    case 'NoteProgress':
      return noteProgress(command, state)
    case 'ClaimCompletion':
      return claimCompletion(command, state)
    case 'FundRun':
      return fundRun(command, state)
    case 'EndRun':
      return endRun(command, state)
    case 'CancelRun':
      return cancelRun(command, state)
    case 'GiveVerdict':
      return giveVerdict(command, state)
    case 'MarkDestroyed':
      return markDestroyed(command, state)
  }
}

export const sandboxDecider: Decider<SandboxCommand, SandboxFact, SandboxState> = { ...sandboxFold, decide }
