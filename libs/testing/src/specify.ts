/** Given/when/then for deciders: facts, a command, and the facts or the refusal that follow. */
import { expect } from '@jest/globals'

/** The three pure parts of a decider, whatever its types. */
export interface Rules {
  readonly initialState: unknown
  readonly decide: (command: never, state: never) => readonly unknown[]
  readonly evolve: (state: never, fact: never) => unknown
}

type CommandOf<R extends Rules> = Parameters<R['decide']>[0]
type FactOf<R extends Rules> = Parameters<R['evolve']>[1]

interface Outcome<R extends Rules> {
  /** Exactly these facts, in this order; none for a command that changes nothing. */
  then(...facts: readonly FactOf<R>[]): void
  /** A `Rejection` with this reason. */
  rejects(reason: string): void
}

interface Given<R extends Rules> {
  when(command: CommandOf<R>): Outcome<R>
}

export interface Specification<R extends Rules> extends Given<R> {
  given(...facts: readonly FactOf<R>[]): Given<R>
}

const outcome = <R extends Rules>(decide: () => readonly unknown[]): Outcome<R> => ({
  // It reads as it is meant: nobody awaits an outcome.
  // oxlint-disable-next-line unicorn/no-thenable
  then: (...facts) => expect(decide()).toEqual(facts),
  rejects: (reason) => {
    const refusal = { name: 'Rejection', reason }
    expect(thrownBy(decide)).toMatchObject(refusal)
  },
})

const thrownBy = (decide: () => readonly unknown[]): unknown => {
  try {
    return { decided: decide() }
  } catch (error) {
    return error
  }
}

/** `specify(market).given(opened).when(bet(4)).then(placed(4))` or `.rejects('market-locked')`. */
export const specify = <R extends Rules>({ initialState, decide, evolve }: R): Specification<R> => {
  const stateAfter = (facts: readonly FactOf<R>[]) =>
    facts.reduce<unknown>((state, fact) => evolve(state as never, fact as never), initialState)
  const given = (...facts: readonly FactOf<R>[]): Given<R> => ({
    when: (command) => outcome<R>(() => decide(command as never, stateAfter(facts) as never)),
  })
  return { given, when: given().when }
}
