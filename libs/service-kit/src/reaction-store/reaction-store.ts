/** Where a reaction keeps how far it has come, and what it could not act on: what its runner needs, on Postgres or in memory. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Move } from '@agent-arena/event-store'

/** An event that was not acted on, and why. */
export interface DeadLetter {
  readonly event: StoredEvent
  readonly reason: string
  /** 0 for one that only waits behind another one of its stream. */
  readonly attempts: number
}

/** Every write names its term, and changes nothing when that is over: it throws `Superseded` then. */
export interface ReactionStore {
  /** Of the reaction, e.g. `reaction settle-market-when-run-ends`. */
  readonly reader: string
  position(): Promise<number>
  /** Begins a term and answers the position. */
  claim(epoch: number): Promise<number>
  /** Throws `CheckpointMoved` when it is not where the move begins. */
  move(move: Move): Promise<void>
  /** Keeps an event and moves past it, or does neither. */
  park(letter: DeadLetter, move: Move): Promise<void>
  /** Those with an event that is parked. */
  parkedStreams(): Promise<ReadonlySet<string>>
  /** The first one of the streams that somebody asked to try again. */
  nextRetry(): Promise<DeadLetter | null>
  /** It was acted on at last. */
  discard(letter: DeadLetter, epoch: number): Promise<void>
  /** It failed again: its stream waits until somebody asks again. */
  keep(letter: DeadLetter, epoch: number): Promise<void>
}
