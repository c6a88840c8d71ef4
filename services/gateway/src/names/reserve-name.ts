/** Keeps the name of a contestant from the audience. Who has it already keeps it: the match goes on as it was scheduled. */
import type { NameReserved } from '@agent-arena/contracts'
import type { NameState } from './name.state.ts'

export interface ReserveName {
  readonly type: 'ReserveName'
  readonly sandboxId: string
  readonly name: string
  readonly at: string
}

export const reserveName = ({ sandboxId, name, at }: ReserveName, { holder }: NameState): readonly NameReserved[] =>
  holder === null ? [{ type: 'NameReserved', data: { sandboxId, name, at } }] : []
