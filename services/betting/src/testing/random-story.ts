/** Stories of markets made from a seed: the same number tells the same story on every machine. */

export interface StoryBet {
  readonly id: string
  readonly user: string
  readonly side: string
  readonly stake: number
  /** Milliseconds from the start of the run; below 0 before it. */
  readonly at: number
}

export interface StoryProgress {
  readonly at: number
  /** Percent, below 90. */
  readonly progress: number
}

/** How the market ended: winners, or none where it was voided. */
export interface StoryVerdict {
  readonly winners: readonly string[]
  /** By when it could be known. */
  readonly evidenceAt: number
}

export interface Story {
  readonly kind: 'success' | 'winner'
  readonly sides: readonly string[]
  readonly feeBps: number
  readonly timeLimitMs: number
  /** In the order in which they happened. */
  readonly bets: readonly StoryBet[]
  readonly progress: readonly StoryProgress[]
  /** What locked it, and by when that could be known; `at` is when it was told. */
  readonly lock: { readonly cause: 'time' | 'progress' | 'ended'; readonly at: number; readonly evidenceAt: number }
  readonly verdict: StoryVerdict | 'void' | 'unjudged'
  /** Winners that an operator put in the place of the verdict's, one correction after the other; none is void. */
  readonly corrections: readonly (readonly string[])[]
}

export interface Chance {
  /** A whole number from 0 to below a limit. */
  below(limit: number): number
  /** Whether something happens that happens once in so many times. */
  onceIn(times: number): boolean
  pick<T>(items: readonly T[]): T
}

/** Mulberry32: 32 bits of state, enough for stories. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, onceIn: (times) => below(times) === 0, pick: (items) => items[below(items.length)] as never }
}

/** 500 of the greatest still sum to less than 2^53. */
const stakeMakers: readonly ((chance: Chance) => number)[] = [
  ({ below }) => 1 + below(3),
  ({ below }) => 1 + below(1000),
  ({ below }) => 1 + below(2 ** 44),
  (chance) => (chance.onceIn(2) ? 1 + chance.below(2) : 2 ** 44 - chance.below(1000)),
]

const contestants = ['x', 'y', 'z', 'v'] as const

const sidesOf = (kind: Story['kind'], { below }: Chance) =>
  kind === 'success' ? ['success', 'failure'] : [...contestants.slice(0, 2 + below(3)), 'nobody']

/** One outcome, or a tie of contestants. */
const winnersOf = (kind: Story['kind'], sides: readonly string[], chance: Chance): readonly string[] => {
  const able = sides.filter((side) => side !== 'nobody')
  if (kind === 'winner' && chance.onceIn(3)) return able.slice(0, 2 + chance.below(able.length - 1))
  return [chance.pick(sides)]
}

const betsOf = (sides: readonly string[], from: number, to: number, chance: Chance): readonly StoryBet[] => {
  const stakeOf = chance.pick(stakeMakers)
  const backed = chance.onceIn(8) ? [chance.pick(sides)] : sides
  const count = chance.onceIn(4) ? 1 + chance.below(5) : 1 + chance.below(500)
  const times = Array.from({ length: count }, () => from + chance.below(to - from)).sort((a, b) => a - b)
  return times.map((at, index) => {
    const user = `user-${chance.below(20)}`
    return { id: `bet-${index}`, user, side: chance.pick(backed), stake: stakeOf(chance), at }
  })
}

const progressOf = (until: number, chance: Chance): readonly StoryProgress[] => {
  const steps = Array.from({ length: chance.below(5) }, () => ({ at: chance.below(until), progress: chance.below(900) / 10 }))
  return steps.sort((a, b) => a.at - b.at)
}

const BEFORE_MS = 30_000

export const randomStory = (seed: number): Story => {
  const chance = chanceOf(seed)
  const kind = chance.pick(['success', 'winner'] as const)
  const sides = sidesOf(kind, chance)
  const timeLimitMs = 1000 * (1 + chance.below(chance.onceIn(4) ? 86_400 : 600))
  const lockTime = (timeLimitMs * 4) / 5
  const cause = chance.pick(['time', 'progress', 'ended'] as const)
  const at = cause === 'time' ? lockTime : 1 + chance.below(lockTime)
  const evidenceAt = cause === 'time' ? lockTime : at - chance.below(Math.min(at, 5000) + 1)
  const fair = { winners: winnersOf(kind, sides, chance), evidenceAt: evidenceAt - chance.below(chance.onceIn(3) ? 20_000 : 1) }
  return {
    kind,
    sides,
    feeBps: chance.onceIn(3) ? 0 : chance.below(2001),
    timeLimitMs,
    bets: betsOf(sides, -BEFORE_MS, at, chance),
    progress: progressOf(at, chance),
    lock: { cause, at, evidenceAt },
    verdict: chance.onceIn(12) ? chance.pick(['void', 'unjudged'] as const) : fair,
    corrections: Array.from({ length: chance.onceIn(6) ? 1 + chance.below(2) : 0 }, () =>
      chance.onceIn(4) ? [] : winnersOf(kind, sides, chance),
    ),
  }
}
