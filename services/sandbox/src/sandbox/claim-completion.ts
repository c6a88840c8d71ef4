/** The agent says that it is done: a claim that ends the run; the verdict is the referee's or, without checks, an operator's. */
import { Rejection, type SandboxCompletionClaimed } from '@agent-arena/contracts'
import { checksOf, identityOf, type SandboxState } from './sandbox.state.ts'

export interface ClaimCompletion {
  readonly type: 'ClaimCompletion'
  readonly outcome: 'succeeded' | 'failed'
  readonly summary?: string
  readonly at: string
}

export const claimCompletion = (
  { type: _type, ...claim }: ClaimCompletion,
  state: SandboxState,
): readonly SandboxCompletionClaimed[] => {
  if (state.claimedAt !== null) return []
  if (!state.request || state.status !== 'running')
    throw new Rejection('wrong-state', { detail: `The run has not begun: the sandbox is ${state.status}.` })
  const awaitsVerdict = checksOf(state).length === 0
  return [{ type: 'SandboxCompletionClaimed', data: { ...identityOf(state.request), ...claim, awaitsVerdict } }]
}
