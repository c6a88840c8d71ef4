/** The record of a session: which facts became true, and when each first did. A fact once true stays true. */

export type Proof = Readonly<Record<string, boolean | number | string | null>>

export interface Step {
  /** Name of the fact in the proof; `goalMet` is the goal itself. */
  readonly fact: string
  /** Short human label. */
  readonly name: string
  readonly weight: number
  readonly required: boolean
}

export const timeOf = (fact: string): string => (fact === 'goalMet' ? 'metAt' : `${fact}At`)

export class Milestones {
  readonly #reached = new Map<string, string>()

  reach(fact: string, at: string): void {
    if (!this.#reached.has(fact)) this.#reached.set(fact, at)
  }

  has(fact: string): boolean {
    return this.#reached.has(fact)
  }

  proof(steps: readonly Step[]): Proof {
    return Object.fromEntries(
      steps.flatMap(({ fact }) => [
        [fact, this.#reached.has(fact)],
        [timeOf(fact), this.#reached.get(fact) ?? null],
      ]),
    )
  }
}
