/** A place is made for the agent, and stands ready. */
import type { SandboxProvisioning, SandboxReady } from '@agent-arena/contracts'
import type { SandboxState } from './sandbox.state.ts'

export interface Provision {
  readonly type: 'Provision'
  readonly at: string
}

export interface MarkReady {
  readonly type: 'MarkReady'
  readonly at: string
}

export const provision = ({ at }: Provision, { request, status }: SandboxState): readonly SandboxProvisioning[] =>
  request && status === 'requested' ? [{ type: 'SandboxProvisioning', data: { sandboxId: request.sandboxId, at } }] : []

export const markReady = ({ at }: MarkReady, { request, status }: SandboxState): readonly SandboxReady[] =>
  request && status === 'provisioning' ? [{ type: 'SandboxReady', data: { sandboxId: request.sandboxId, at } }] : []
