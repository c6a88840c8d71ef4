/** Where a view keeps its rows and its checkpoint: what the projector needs of it, on Postgres or in memory. */
import type { StoredEvent } from '@agent-arena/contracts'

/** A checkpoint moves from where its leader believes it to be, in the leader's term. */
export interface Move {
  readonly from: number
  readonly to: number
  readonly epoch: number
}

/** Somebody who is no leader moved the checkpoint, e.g. a rebuild that took the view's place: read it again. Nothing was changed. */
export class CheckpointMoved extends Error {
  constructor(reader: string) {
    super(`The checkpoint of ${reader} was moved by somebody else.`)
    this.name = 'CheckpointMoved'
  }
}

export interface ViewStore {
  readonly name: string
  /** Makes the tables, or builds them anew where the view's version rose. */
  prepare(): Promise<void>
  position(): Promise<number>
  /** Begins a term and answers the position; from then on writes of earlier terms change nothing. Throws `Superseded`. */
  claim(epoch: number): Promise<number>
  /** Writes what the events change, and the checkpoint, or nothing. Throws `Superseded` or `CheckpointMoved`. */
  commit(move: Move, events: readonly StoredEvent[]): Promise<void>
}
