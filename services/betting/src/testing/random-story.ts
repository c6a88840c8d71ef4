/** Stories of markets made from a seed: the same number tells the same story on every machine. */
import { Random } from '@agent-arena/testing'

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

const onceIn = (random: Random, times: number) => random.below(times) === 0

/** 500 of the greatest still sum to less than 2^53. */
const stakeMakers: readonly ((random: Random) => number)[] = [
  (random) => 1 + random.below(3),
  (random) => 1 + random.below(1000),
  (random) => 1 + random.below(2 ** 44),
  (random) => (onceIn(random, 2) ? 1 + random.below(2) : 2 ** 44 - random.below(1000)),
]

const contestants = ['x', 'y', 'z', 'v'] as const

const sidesOf = (kind: Story['kind'], random: Random) =>
  kind === 'success' ? ['success', 'failure'] : [...contestants.slice(0, 2 + random.below(3)), 'nobody']

/** One outcome, or a tie of contestants. */
const winnersOf = (kind: Story['kind'], sides: readonly string[], random: Random): readonly string[] => {
  const able = sides.filter((side) => side !== 'nobody')
  if (kind === 'winner' && onceIn(random, 3)) return able.slice(0, 2 + random.below(able.length - 1))
  return [random.pick(sides)]
}

const betsOf = (sides: readonly string[], from: number, to: number, random: Random): readonly StoryBet[] => {
  const stakeOf = random.pick(stakeMakers)
  const backed = onceIn(random, 8) ? [random.pick(sides)] : sides
  const count = onceIn(random, 4) ? 1 + random.below(5) : 1 + random.below(500)
  const times = Array.from({ length: count }, () => from + random.below(to - from)).sort((a, b) => a - b)
  return times.map((at, index) => {
    const user = `user-${random.below(20)}`
    return { id: `bet-${index}`, user, side: random.pick(backed), stake: stakeOf(random), at }
  })
}

const progressOf = (until: number, random: Random): readonly StoryProgress[] => {
  const steps = Array.from({ length: random.below(5) }, () => ({ at: random.below(until), progress: random.below(900) / 10 }))
  return steps.sort((a, b) => a.at - b.at)
}

const BEFORE_MS = 30_000

export const randomStory = (seed: number): Story => {
  const random = new Random(seed)
  const kind = random.pick(['success', 'winner'] as const)
  const sides = sidesOf(kind, random)
  const timeLimitMs = 1000 * (1 + random.below(onceIn(random, 4) ? 86_400 : 600))
  const lockTime = (timeLimitMs * 4) / 5
  const cause = random.pick(['time', 'progress', 'ended'] as const)
  const at = cause === 'time' ? lockTime : 1 + random.below(lockTime)
  const evidenceAt = cause === 'time' ? lockTime : at - random.below(Math.min(at, 5000) + 1)
  const fair = { winners: winnersOf(kind, sides, random), evidenceAt: evidenceAt - random.below(onceIn(random, 3) ? 20_000 : 1) }
  return {
    kind,
    sides,
    feeBps: onceIn(random, 3) ? 0 : random.below(2001),
    timeLimitMs,
    bets: betsOf(sides, -BEFORE_MS, at, random),
    progress: progressOf(at, random),
    lock: { cause, at, evidenceAt },
    verdict: onceIn(random, 12) ? random.pick(['void', 'unjudged'] as const) : fair,
    corrections: Array.from({ length: onceIn(random, 6) ? 1 + random.below(2) : 0 }, () =>
      onceIn(random, 4) ? [] : winnersOf(kind, sides, random),
    ),
  }
}
