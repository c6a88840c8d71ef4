/** Where a reaction keeps how far it has come: what its runner needs of it, on Postgres or in memory. */
import type { Move } from '@agent-arena/event-store'

export interface ReactionStore {
  /** Of the reaction, e.g. `reaction settle-market-when-run-ends`. */
  readonly reader: string
  position(): Promise<number>
  /** Begins a term and answers the position; from then on writes of earlier terms change nothing. Throws `Superseded`. */
  claim(epoch: number): Promise<number>
  /** Throws `Superseded` or `CheckpointMoved`, having changed nothing. */
  move(move: Move): Promise<void>
}
