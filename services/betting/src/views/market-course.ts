/** How a market went, folded from its events: what its odds were, and what is marked beside them. */
import {
  multiplierOf,
  weightAt,
  type BetPlaced,
  type MarketFact,
  type MarketLocked,
  type MarketOpened,
  type OddsMark,
  type OddsPoint,
  type Stored,
} from '@agent-arena/contracts'

export interface Course {
  readonly marketId: string
  readonly feeBps: number
  readonly openedAt: string
  readonly startedAt: string | null
  readonly lockAt: string | null
  /** From then on the weight stands still. */
  readonly lockedAt: string | null
  readonly progress: number
  readonly outcomes: readonly { readonly id: string; readonly name: string; readonly stake: number; readonly shares: string }[]
  readonly marks: readonly OddsMark[]
}

/** Progress is marked at each of these. */
const MARKED_PROGRESS = [25, 50, 75] as const

const opened = ({ marketId, feeBps, openedAt, outcomes }: MarketOpened['data']): Course => ({
  marketId,
  feeBps,
  openedAt,
  startedAt: null,
  lockAt: null,
  lockedAt: null,
  progress: 0,
  outcomes: outcomes.map(({ id, name }) => ({ id, name, stake: 0, shares: '0' })),
  marks: [],
})

const marked = (course: Course, ...marks: readonly OddsMark[]): Course => ({ ...course, marks: [...course.marks, ...marks] })

const withBet = (course: Course, { outcome, stake, weightBps }: BetPlaced['data']): Course => ({
  ...course,
  outcomes: course.outcomes.map((side) =>
    side.id === outcome
      ? { ...side, stake: side.stake + stake, shares: String(BigInt(side.shares) + BigInt(stake) * BigInt(weightBps)) }
      : side,
  ),
})

const withPools = (course: Course, pools: MarketLocked['data']['pools']): Course => {
  const byOutcome = new Map(pools.map((pool) => [pool.outcome, pool]))
  const outcomes = course.outcomes.map((side) => {
    const { stake, shares } = byOutcome.get(side.id) ?? side
    return { ...side, stake, shares }
  })
  return { ...course, outcomes }
}

/** The highest of the marked steps that was passed, if any. */
const progressMarks = (before: number, after: number, at: string): readonly OddsMark[] => {
  const passed = MARKED_PROGRESS.findLast((step) => before < step && step <= after)
  return passed === undefined ? [] : [{ at, kind: 'progress', text: `Progress ${Math.floor(after)}%` }]
}

/** Undefined for a market whose opening is not known. */
export const evolveCourse = (course: Course | undefined, { type, data, at }: Stored<MarketFact>): Course | undefined => {
  if (type === 'MarketOpened') return opened(data)
  if (!course) return undefined
  switch (type) {
    case 'MarketStarted':
      return marked(
        { ...course, startedAt: data.startedAt, lockAt: data.lockAt },
        { at: data.startedAt, kind: 'start', text: 'The run began' },
      )
    case 'MarketProgressed':
      return marked({ ...course, progress: data.progress }, ...progressMarks(course.progress, data.progress, at))
    case 'OutcomeClosed': {
      const name = course.outcomes.find(({ id }) => id === data.outcome)?.name ?? data.outcome
      return marked(course, { at, kind: 'closed', text: `${name} has ended` })
    }
    case 'BetPlaced':
      return withBet(course, data)
    case 'MarketLocked':
      return marked(withPools({ ...course, lockedAt: data.lockedAt }, data.pools), { at, kind: 'lock', text: data.text })
    case 'MarketSettled':
      return marked(withPools(course, data.pools), { at, kind: 'verdict', text: data.text })
    case 'MarketVoided':
      return marked(course, { at, kind: 'void', text: data.cause })
    default:
      return course
  }
}

/** The odds after an event. */
export const pointOf = (course: Course, { type, data, at }: Stored<MarketFact>): OddsPoint => {
  const weightBps = weightAt(course, course.lockedAt ?? at)
  return {
    at,
    progress: course.progress,
    outcomes: course.outcomes.map(({ id, stake }) => ({ id, stake, multiplier: multiplierOf(course, id, weightBps) })),
    bets: type === 'BetPlaced' ? 1 : 0,
    staked: type === 'BetPlaced' ? data.stake : 0,
  }
}
