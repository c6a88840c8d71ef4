/** Takes a display name for one user: what looks the same is one stream, and its first event is the only one. */
import { createHash } from 'node:crypto'
import { Rejection, type NameTaken } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { lookOf } from './look-of-name.ts'

export interface TakeName {
  readonly userId: string
  readonly name: string
  readonly at: string
}

export interface NameState {
  readonly takenBy: string | null
}

/** By digest: a look may be of any script and length, a stream's name stands in subjects of the bus. */
export const nameStream = (name: string): string => `name-${createHash('sha256').update(lookOf(name)).digest('hex').slice(0, 32)}`

export const takenRejection = (name: string): Rejection =>
  new Rejection('name-taken', {
    detail: `Somebody is called ${name} already, or something that looks the same.`,
    errors: [{ path: 'name', message: 'is taken' }],
  })

export const nameDecider: Decider<TakeName, NameTaken, NameState> = {
  initialState: { takenBy: null },
  decide: (data, { takenBy }) => {
    if (takenBy === data.userId) return []
    if (takenBy !== null) throw takenRejection(data.name)
    return [{ type: 'NameTaken', data }]
  },
  evolve: (_state, { data }) => ({ takenBy: data.userId }),
}
