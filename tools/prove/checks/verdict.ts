/** What was found by looking: figures by name, and a sentence for each thing that is broken. */

export interface Verdict {
  readonly figures: Readonly<Record<string, number | string>>
  readonly violations: readonly string[]
}

/** Counted by several checks, each where it looks; every other figure is of one check. */
const summed = ['lost', 'doubled', 'gaps'] as const

/** All of them as one. What no check came to count is not there. */
export const joined = (verdicts: readonly Verdict[]): Verdict => {
  const sums = summed.flatMap((name) => {
    const counts = verdicts.flatMap(({ figures }) => figures[name] ?? [])
    return counts.length === 0 ? [] : [[name, counts.reduce<number>((sum, count) => sum + Number(count), 0)] as const]
  })
  return {
    figures: Object.assign({}, ...verdicts.map(({ figures }) => figures), Object.fromEntries(sums)) as Verdict['figures'],
    violations: verdicts.flatMap(({ violations }) => violations),
  }
}

/** Of numbers that were to be 0: what is above it. */
export const surplus = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.max(0, value), 0)
