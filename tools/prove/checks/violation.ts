/** A broken invariant, with the sentence that says which one and where. */
export class Violation extends Error {
  constructor(invariant: string, sentence: string) {
    super(`${invariant}: ${sentence}`)
    this.name = 'Violation'
  }
}

/** Throws a `Violation` that names the first few of what was found. */
export const none = (invariant: string, sentence: string, found: readonly unknown[]): void => {
  if (found.length === 0) return
  const shown = found.slice(0, 3).map((one) => JSON.stringify(one))
  throw new Violation(invariant, `${sentence} (${found.length}): ${shown.join(', ')}`)
}
