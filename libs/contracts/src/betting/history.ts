/** The odds of a market over time, with what happened beside them: what a chart is drawn from. */
import { z } from 'zod'
import { MarketId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Credits, Progress, Time } from '../values.ts'

/** Most points that one market has: when there are more, every two neighbours become one. */
export const MOST_POINTS = 400

export const OddsPoint = z.object({
  /** Of the last event that it stands for. */
  at: Time,
  progress: Progress,
  outcomes: z.array(z.object({ id: z.string(), stake: Credits, multiplier: z.number().nullable() })),
  /** Bets that came since the point before it, and what they staked. */
  bets: z.int(),
  staked: Credits,
})
export type OddsPoint = z.infer<typeof OddsPoint>

export const MarkKind = z.enum(['start', 'progress', 'closed', 'lock', 'verdict', 'void'])
export type MarkKind = z.infer<typeof MarkKind>

export const OddsMark = z.object({
  at: Time,
  kind: MarkKind,
  /** A few words for the chart: "The run began", "Progress 50%". */
  text: z.string(),
})
export type OddsMark = z.infer<typeof OddsMark>

export const MarketHistory = z.object({
  marketId: MarketId,
  /** In order; the last of each stretch of `stepMs` in which something changed. */
  points: z.array(OddsPoint),
  marks: z.array(OddsMark),
  stepMs: z.int(),
})
export type MarketHistory = z.infer<typeof MarketHistory>

export const getMarketHistory = operation({
  name: 'getMarketHistory',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: `A market’s odds over time in at most ${MOST_POINTS} points, with bets, progress, lock and verdict.`,
  input: z.strictObject({ marketId: MarketId }),
  output: MarketHistory,
  http: { method: 'GET', path: '/markets/:marketId/history', status: 200 },
})
