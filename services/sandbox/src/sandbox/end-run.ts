/** The run ends, once, with an outcome and a cause that a person can read. */
import { Rejection, type EndedStatus, type Outcome, type SandboxEnded } from '@agent-arena/contracts'
import { hasEnded, identityOf, type SandboxState } from './sandbox.state.ts'

export interface EndRun {
  readonly type: 'EndRun'
  readonly status: EndedStatus
  readonly cause: string
  readonly evidenceAt: string
  readonly at: string
}

export interface CancelRun {
  readonly type: 'CancelRun'
  readonly reason: string
  readonly at: string
}

export interface GiveVerdict {
  readonly type: 'GiveVerdict'
  readonly verdict: 'success' | 'failure'
  readonly reason: string
  readonly at: string
}

const verdicts = {
  succeeded: 'success',
  failed: 'failure',
  'timed-out': 'failure',
  cancelled: 'void',
  faulted: 'void',
} as const satisfies Record<EndedStatus, Outcome['verdict']>

/** Whoever comes second changes nothing. */
export const endRun = ({ status, cause, evidenceAt, at }: EndRun, state: SandboxState): readonly SandboxEnded[] => {
  if (!state.request || hasEnded(state)) return []
  const outcome = { verdict: verdicts[status], cause, evidenceAt }
  return [{ type: 'SandboxEnded', data: { ...identityOf(state.request), status, outcome, endedAt: at } }]
}

export const cancelRun = ({ reason, at }: CancelRun, state: SandboxState): readonly SandboxEnded[] => {
  if (hasEnded(state)) throw new Rejection('wrong-state', { detail: `The sandbox has ended already: it is ${state.status}.` })
  return endRun({ type: 'EndRun', status: 'cancelled', cause: `Cancelled by an operator: ${reason}`, evidenceAt: at, at }, state)
}

/** Only a run that waits for a verdict gets one from a person; its evidence is of the time of the claim. */
export const giveVerdict = ({ verdict, reason, at }: GiveVerdict, state: SandboxState): readonly SandboxEnded[] => {
  if (state.status !== 'awaiting-verdict')
    throw new Rejection('wrong-state', {
      detail: `Only a sandbox that awaits a verdict can be given one: this one is ${state.status}.`,
    })
  const status = verdict === 'success' ? 'succeeded' : 'failed'
  return endRun(
    { type: 'EndRun', status, cause: `Judged by an operator: ${reason}`, evidenceAt: state.claimedAt ?? at, at },
    state,
  )
}
