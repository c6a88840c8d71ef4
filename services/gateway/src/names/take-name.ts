/** Takes a display name for one user, where neither a user nor a contestant has it. */
import type { NameTaken } from '@agent-arena/contracts'
import type { NameState } from './name.state.ts'
import { reservedRejection, takenRejection } from './refusals.ts'

export interface TakeName {
  readonly type: 'TakeName'
  readonly userId: string
  readonly name: string
  readonly at: string
}

/** Throws `name-taken`, or `name-reserved` where a contestant bears it. */
export const requireFree = (name: string, { holder }: NameState): void => {
  if (holder?.kind === 'user') throw takenRejection(name)
  if (holder?.kind === 'contestant') throw reservedRejection(name, 'must not pass for an agent')
}

export const takeName = ({ userId, name, at }: TakeName, state: NameState): readonly NameTaken[] => {
  if (state.holder?.id === userId) return []
  requireFree(name, state)
  return [{ type: 'NameTaken', data: { userId, name, at } }]
}
