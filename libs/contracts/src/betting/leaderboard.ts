/** Leaderboards: who bets well, by four measures, each with the least that one must have played to be ranked. */
import { z } from 'zod'
import { MatchId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Credits, Limit, Time } from '../values.ts'

export const BoardMeasure = z.enum(['profit', 'return', 'hit-rate', 'calibration'])
export type BoardMeasure = z.infer<typeof BoardMeasure>

export const BoardWindow = z.enum(['all', '30d', '7d'])
export type BoardWindow = z.infer<typeof BoardWindow>

/**
 * Decided markets that a measure needs: a rate of two says nothing, and many bets on one market say no more than one. On the board of one
 * match every bet counts.
 */
export const LEAST_MARKETS: Readonly<Record<BoardMeasure, number>> = { profit: 1, return: 5, 'hit-rate': 10, calibration: 10 }

/** Credits of doubt on each outcome when a forecast is read from a pool, so that the first bet of a market claims no certainty. */
export const DOUBT_CREDITS = 10

/** The forecast that a bet makes: the share of the pool that its outcome has with it, beside the doubt on every outcome. */
export const forecastOf = (stakes: ReadonlyMap<string, number>, outcome: string, stake: number): number => {
  const pool = [...stakes.values()].reduce((sum, staked) => sum + staked, 0)
  return ((stakes.get(outcome) ?? 0) + stake + DOUBT_CREDITS) / (pool + stake + stakes.size * DOUBT_CREDITS)
}

export const BoardEntry = z.object({
  rank: z.int(),
  userId: z.string(),
  name: z.string(),
  guest: z.boolean(),
  /** Bets that were won or lost; refunded ones count nowhere. */
  bets: z.int(),
  /** Those that the bets stood on. */
  markets: z.int(),
  /** Markets on which more was staked on what won than on what lost. */
  won: z.int(),
  staked: Credits,
  returned: Credits,
  /** returned − staked */
  profit: Credits,
  /** profit ⁄ staked */
  return: z.number(),
  /** won ⁄ markets */
  hitRate: z.number(),
  /** Σ stake · (forecast − came true)² ⁄ Σ stake: 0 is perfect, 0.25 a coin. */
  brier: z.number(),
})
export type BoardEntry = z.infer<typeof BoardEntry>

export const Leaderboard = z.object({
  by: BoardMeasure,
  window: BoardWindow,
  leastMarkets: z.int(),
  asOf: Time,
  items: z.array(BoardEntry),
})
export type Leaderboard = z.infer<typeof Leaderboard>

export const getLeaderboard = operation({
  name: 'getLeaderboard',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary:
    'Who bets well: by profit, return, hit rate or calibration; of one match, of a time, or of all. Guests only when asked for.',
  input: z.strictObject({
    by: BoardMeasure.default('profit'),
    window: BoardWindow.default('all'),
    matchId: MatchId.optional(),
    guests: z.enum(['exclude', 'include']).default('exclude'),
    limit: Limit,
  }),
  output: Leaderboard,
  http: { method: 'GET', path: '/leaderboards', status: 200 },
})
