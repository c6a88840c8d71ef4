/** Who has a name: all names that look the same are one stream, and its first event is the only one. */
import { createHash } from 'node:crypto'
import type { NameFact } from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'
import { lookOf } from './look-of-name.ts'

export interface NameState {
  readonly holder: { readonly kind: 'user' | 'contestant'; readonly id: string } | null
}

/** By digest: a look may be of any script and length, a stream's name stands in subjects of the bus. */
export const nameStream = (name: string): string => `name-${createHash('sha256').update(lookOf(name)).digest('hex').slice(0, 32)}`

export const nameFold: Fold<NameFact, NameState> = {
  initialState: { holder: null },
  evolve: (_state, fact) => {
    switch (fact.type) {
      case 'NameTaken':
        return { holder: { kind: 'user', id: fact.data.userId } }
      case 'NameReserved':
        return { holder: { kind: 'contestant', id: fact.data.sandboxId } }
    }
  },
}
