/** A term: the time during which this process, and no other, leads a role. */

export interface Term {
  /** Higher than that of every term of this role before: what is written names it, and an earlier one is refused. */
  readonly epoch: number
  /** False from the moment at which another process may lead; a true answer may be old when it arrives, so writes name the epoch. */
  isHeld(): boolean
  /** Steps down, e.g. because a later term was met in the database; this process stands by again after a pause. */
  resign(): void
}

/** What runs during a term. */
export interface Led {
  stop?(): Promise<void> | void
}

/** Begins to lead; what it answers is stopped at the end of the term. When it throws, the role is left and tried again. */
export type Begin = (term: Term) => Promise<Led> | Led

/** For a process that is the only one by its nature: a test, a tool, a simulation. */
export const soleTerm = (epoch = 0): Term => ({ epoch, isHeld: () => true, resign: () => undefined })

/** A write of a term that is over: another process leads by now. Nothing was changed. */
export class Superseded extends Error {
  constructor(reader: string, epoch: number) {
    super(`The term ${epoch} of ${reader} is over: another process leads, or a newer version of it.`)
    this.name = 'Superseded'
  }
}
