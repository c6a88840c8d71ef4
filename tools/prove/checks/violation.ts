/** A broken invariant, with the sentence that says which one and where. */
export class Violation extends Error {
  constructor(invariant: string, sentence: string) {
    super(`${invariant}: ${sentence}`)
    this.name = 'Violation'
  }
}

type Told = readonly [invariant: string, sentence: string, found: readonly unknown[]]

const violationOf = (...[invariant, sentence, found]: Told): Violation | null => {
  if (found.length === 0) return null
  const shown = found.slice(0, 3).map((one) => JSON.stringify(one))
  return new Violation(invariant, `${sentence} (${found.length}): ${shown.join(', ')}`)
}

/** A sentence that names the first few of what was found; none where nothing was. */
export const wrong = (...told: Told): readonly string[] => {
  const violation = violationOf(...told)
  return violation ? [violation.message] : []
}

/** Throws a `Violation` that names the first few of what was found. */
export const none = (...told: Told): void => {
  const violation = violationOf(...told)
  if (violation) throw violation
}
