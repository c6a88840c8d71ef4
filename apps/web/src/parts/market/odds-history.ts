/** How the pool was shared over time, read from the odds in a feed. */
import type { FeedItem, Market } from '@agent-arena/contracts'
import { listOf, numberOf, textOf } from '../feed/fields.ts'

export interface OddsPoint {
  readonly atMs: number
  /** Share of the pool by outcome, 0…1. */
  readonly shares: ReadonlyMap<string, number>
}

const pointOf = (item: FeedItem): OddsPoint | undefined => {
  const outcomes = listOf(item.data, 'outcomes')
  const stakes = outcomes.map((outcome) => [textOf(outcome, 'id') ?? '', numberOf(outcome, 'stake') ?? 0] as const)
  const pool = stakes.reduce((sum, [, stake]) => sum + stake, 0)
  if (pool === 0) return undefined
  return { atMs: Date.parse(item.at), shares: new Map(stakes.map(([id, stake]) => [id, stake / pool])) }
}

export const oddsHistory = (items: readonly FeedItem[], marketId: string): readonly OddsPoint[] =>
  items
    .filter((item) => item.kind === 'odds' && item.data['marketId'] === marketId)
    .map(pointOf)
    .filter((point) => point !== undefined)

/** How the pool is shared at this moment. */
export const presentPoint = ({ outcomes, pool }: Pick<Market, 'outcomes' | 'pool'>, atMs: number): OddsPoint | undefined =>
  pool === 0 ? undefined : { atMs, shares: new Map(outcomes.map(({ id, stake }) => [id, stake / pool])) }

const isSame = (left: OddsPoint, right: OddsPoint) => [...right.shares].every(([id, share]) => left.shares.get(id) === share)

/** Points with one more, unless it is older than the last or says the same. */
export const withPoint = (points: readonly OddsPoint[], point: OddsPoint | undefined): readonly OddsPoint[] => {
  const last = points.at(-1)
  if (!point || (last && (point.atMs <= last.atMs || isSame(last, point)))) return points
  return [...points, point]
}

export interface Box {
  readonly width: number
  readonly height: number
  readonly fromMs: number
  readonly toMs: number
}

/** A step line for one outcome as an SVG path: odds hold until the next bet. */
export const stepPath = (points: readonly OddsPoint[], outcome: string, { width, height, fromMs, toMs }: Box) => {
  const span = Math.max(1, toMs - fromMs)
  const x = (atMs: number) => ((Math.min(Math.max(atMs, fromMs), toMs) - fromMs) / span) * width
  const y = (share: number) => (1 - share) * height
  const steps = points.map(({ atMs, shares }) => [x(atMs), y(shares.get(outcome) ?? 0)] as const)
  const [first, ...rest] = steps
  if (!first) return ''
  const moves = rest.map(([stepX, stepY]) => `H${stepX.toFixed(1)}V${stepY.toFixed(1)}`).join('')
  return `M${first[0].toFixed(1)} ${first[1].toFixed(1)}${moves}H${width}`
}
