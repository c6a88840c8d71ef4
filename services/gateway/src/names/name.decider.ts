/** A name: all its rules in one place. */
import type { NameFact } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { nameFold, type NameState } from './name.state.ts'
import { reserveName, type ReserveName } from './reserve-name.ts'
import { takeName, type TakeName } from './take-name.ts'

export type NameCommand = TakeName | ReserveName

const decide = (command: NameCommand, state: NameState): readonly NameFact[] => {
  switch (command.type) {
    case 'TakeName':
      return takeName(command, state)
    case 'ReserveName':
      return reserveName(command, state)
  }
}

export const nameDecider: Decider<NameCommand, NameFact, NameState> = { ...nameFold, decide }
