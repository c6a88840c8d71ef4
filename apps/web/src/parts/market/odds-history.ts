/** How the pool of a market was shared over time, as points and lines of a chart. */
import type { Market, MarketHistory } from '@agent-arena/contracts'

export interface ChartPoint {
  readonly atMs: number
  /** Share of the pool by outcome, 0…1; none while nothing is staked. */
  readonly shares: ReadonlyMap<string, number>
  readonly multipliers: ReadonlyMap<string, number | null>
  readonly progress: number
  readonly bets: number
  readonly staked: number
}

type Sides = readonly { readonly id: string; readonly stake: number; readonly multiplier: number | null }[]

const sidesOf = (outcomes: Sides) => {
  const pool = outcomes.reduce((sum, { stake }) => sum + stake, 0)
  return {
    shares: new Map(pool === 0 ? [] : outcomes.map(({ id, stake }) => [id, stake / pool])),
    multipliers: new Map(outcomes.map(({ id, multiplier }) => [id, multiplier])),
  }
}

/** The recorded points, and while the market is open how it stands now. */
export const chartPoints = (
  { points }: Pick<MarketHistory, 'points'>,
  market: Pick<Market, 'status' | 'outcomes'>,
  nowMs: number,
): readonly ChartPoint[] => {
  const recorded = points.map(({ at, outcomes, progress, bets, staked }) => {
    return { atMs: Date.parse(at), ...sidesOf(outcomes), progress, bets, staked }
  })
  const last = recorded.at(-1)
  if (market.status !== 'open' || !last || nowMs <= last.atMs) return recorded
  return [...recorded, { ...last, atMs: nowMs, ...sidesOf(market.outcomes), bets: 0, staked: 0 }]
}

/** What is drawn: the course up to the result. Corrections come hours later and change no pool, so that the list of marks alone tells them. */
export const courseOf = (points: readonly ChartPoint[], marks: MarketHistory['marks']) => {
  const result = marks.find(({ kind }) => kind === 'verdict' || kind === 'void')
  const toMs = result ? Date.parse(result.at) : (points.at(-1)?.atMs ?? 0)
  return {
    points: points.filter(({ atMs }) => atMs <= toMs),
    marks: marks.filter(({ at }) => Date.parse(at) <= toMs),
    span: { fromMs: points[0]?.atMs ?? 0, toMs },
  }
}

/** The point that holds at a time: the last one not after it. */
export const pointAt = (points: readonly ChartPoint[], atMs: number): ChartPoint | undefined =>
  points.findLast((point) => point.atMs <= atMs) ?? points[0]

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** Place of a time in a span, 0…1. */
export const placeIn = ({ fromMs, toMs }: Span, atMs: number): number =>
  (Math.min(Math.max(atMs, fromMs), toMs) - fromMs) / Math.max(1, toMs - fromMs)

export interface Box extends Span {
  readonly width: number
  readonly height: number
}

/** A step line as an SVG path: each value holds until the next. */
const stepPath = (steps: readonly (readonly [x: number, y: number])[], width: number): string => {
  const [first, ...rest] = steps
  if (!first) return ''
  const moves = rest.map(([x, y]) => `H${x.toFixed(1)}V${y.toFixed(1)}`).join('')
  return `M${first[0].toFixed(1)} ${first[1].toFixed(1)}${moves}H${width}`
}

/** The share of an outcome, from the first stake on. */
export const sharePath = (points: readonly ChartPoint[], outcome: string, box: Box): string => {
  const staked = points.filter(({ shares }) => shares.size > 0)
  const steps = staked.map(
    ({ atMs, shares }) => [placeIn(box, atMs) * box.width, (1 - (shares.get(outcome) ?? 0)) * box.height] as const,
  )
  return stepPath(steps, box.width)
}

/** The referee's progress as an area from the bottom. */
export const progressPath = (points: readonly ChartPoint[], box: Box): string => {
  if (points.every(({ progress }) => progress === 0)) return ''
  const steps = points.map(({ atMs, progress }) => [placeIn(box, atMs) * box.width, (1 - progress / 100) * box.height] as const)
  return `${stepPath(steps, box.width)}V${box.height}H${steps[0]?.[0].toFixed(1)}Z`
}

/** One stroke from the bottom for each point that bets came with, its height by the root of what was staked. */
export const betsPath = (points: readonly ChartPoint[], box: Box, highest: number): string => {
  const most = Math.max(1, ...points.map(({ staked }) => staked))
  return points
    .filter(({ bets }) => bets > 0)
    .map(
      ({ atMs, staked }) =>
        `M${(placeIn(box, atMs) * box.width).toFixed(1)} ${box.height}v${(-highest * Math.max(0.2, Math.sqrt(staked / most))).toFixed(1)}`,
    )
    .join('')
}
