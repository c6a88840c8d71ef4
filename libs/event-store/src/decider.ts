/** A decider: one consistency boundary as three pure parts. */
import type { Fact } from '@agent-arena/contracts'

/** How facts become state: the part of a decider that reading needs. */
export interface Fold<F extends Fact, S> {
  readonly initialState: S
  evolve(state: S, fact: F): S
  /** How much a state holds, counted in events; by default as much as all that it was folded from. */
  sizeOf?(state: S): number
}

/**
 * A command that changes nothing decides no facts, so that a repeat is harmless by construction.
 * A decider knows no clock, no random, no database: times, ids and prices arrive with the command.
 */
export interface Decider<C, F extends Fact, S> extends Fold<F, S> {
  decide(command: C, state: S): readonly F[]
}

/** A command without its time, which is the log's. */
export type Untimed<C> = C extends unknown ? Omit<C, 'at'> : never

/** From the beginning, or on from a state. */
export const foldOf = <F extends Fact, S>(fold: Fold<F, S>, facts: Iterable<F>, from: S = fold.initialState): S => {
  let state = from
  for (const fact of facts) state = fold.evolve(state, fact)
  return state
}
