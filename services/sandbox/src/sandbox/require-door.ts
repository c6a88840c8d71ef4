/** The sandbox door opens for one's own sandbox only, and no longer than it lives. */
import { isEnded, Rejection, type RequestContext, type SandboxStatus } from '@agent-arena/contracts'

export const requireDoor = (
  sandbox: { readonly id: string; readonly status: SandboxStatus },
  { caller }: RequestContext,
): void => {
  if (caller.kind !== 'sandbox' || caller.id !== sandbox.id)
    throw new Rejection('not-allowed', { detail: 'This token belongs to another sandbox.' })
  if (isEnded(sandbox.status)) throw new Rejection('sandbox-ended', { detail: `The sandbox has ended: it is ${sandbox.status}.` })
}
