/** From samples to ratios: medians over rounds, and of a ratio the median of the rounds’ ratios. */
import { cases, limitKind, type Case } from './cases.ts'

export interface Sample {
  readonly contender: string
  readonly task: Case
  readonly eventsPerSecond: number
  readonly p99Ms: number
  readonly cpuUsPerEvent: number | null
}

/** One line of bench/results.json. `ratio` is ours divided by what stands in `against`. */
export interface Result {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly against: string
  readonly ratio: number
  /** Lowest and highest ratio of the rounds. */
  readonly spread: readonly [number, number]
}

type Measure = (sample: Sample) => number | null

const measures: readonly { readonly unit: string; readonly suffix: string; readonly of: Measure }[] = [
  { unit: 'events/s', suffix: '', of: ({ eventsPerSecond }) => eventsPerSecond },
  { unit: 'ms', suffix: ': p99', of: ({ p99Ms }) => p99Ms },
  { unit: 'µs/event', suffix: ': CPU', of: ({ cpuUsPerEvent }) => cpuUsPerEvent },
]

const limits = {
  append: 'bare insert of 100 rows, one connection',
  read: 'bare select of 1,000 rows',
  rebuild: 'bare cursor, 1,000 rows a fetch',
} as const

/** What `share` of the values does not exceed: 0.5 is the median, 1 the largest. NaN of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? NaN
}

const rounded = (value: number) => Number(value.toPrecision(3))

/** Of rounds in which both took their turn: the median of ours; of their ratios the median, the lowest and the highest. */
export const ratioOf = (
  rounds: readonly (readonly [ours: number, theirs: number])[],
): Pick<Result, 'value' | 'ratio' | 'spread'> => {
  const ratios = rounds.map(([ours, theirs]) => ours / theirs)
  const [low, ratio, high] = [0, 0.5, 1].map((share) => rounded(quantile(ratios, share)))
  const value = rounded(
    quantile(
      rounds.map(([ours]) => ours),
      0.5,
    ),
  )
  return { value, ratio: ratio ?? NaN, spread: [low ?? NaN, high ?? NaN] }
}

interface Side {
  readonly against: string
  readonly theirs: readonly Sample[]
}

const compared = (
  ours: readonly Sample[],
  { against, theirs }: Side,
  { unit, suffix, of }: (typeof measures)[number],
): Result[] => {
  const others = theirs.map(of)
  const rounds = ours.map(of).flatMap((value, index) => {
    const other = others[index]
    return value === null || !other ? [] : [[value, other] as const]
  })
  if (rounds.length === 0) return []
  return [{ name: `${ours[0]?.task.name ?? ''}${suffix}`, unit, against, ...ratioOf(rounds) }]
}

export const resultsOf = (samples: readonly Sample[]): readonly Result[] => {
  const of = (contender: string, fits: (task: Case) => boolean) =>
    samples.filter((sample) => sample.contender === contender && fits(sample.task))
  return cases.flatMap((task) => {
    const ours = of('ours', ({ name }) => name === task.name)
    const kind = limitKind(task)
    const emmett = {
      against: task.kind === 'rebuild' ? 'Emmett 0.42, 10,000 events' : 'Emmett 0.42',
      theirs: of('emmett', (other) => other.name === task.name || (task.kind === 'rebuild' && other.kind === 'rebuild')),
    }
    const limit = {
      against: limits[kind],
      theirs: of('limit', (other) => limitKind(other) === kind),
    }
    const own = { against: 'own cold streams', theirs: of('ours', ({ name }) => name === 'append 1 event, 64 callers') }
    const [rate, p99, cpu] = measures
    if (!rate || !p99 || !cpu) return []
    return [
      ...measures.flatMap((measure) => compared(ours, emmett, measure)),
      ...[rate, cpu].flatMap((measure) => compared(ours, limit, measure)),
      ...(task.kind === 'hot' ? compared(ours, own, rate) : []),
    ]
  })
}

export const tableOf = (results: readonly Result[]): string => {
  const rows = results.map(({ name, value, unit, against, ratio, spread: [low, high] }) => [
    name,
    `${value.toLocaleString('en')} ${unit}`,
    String(ratio),
    `${low}–${high}`,
    against,
  ])
  const all = [['what', 'ours', 'ratio', 'spread', 'against'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
