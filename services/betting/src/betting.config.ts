/** How betting is set up: the fee of the house, what is given to whom, and how long an outcome may be corrected. */
import { z } from 'zod'
import type { Refill } from './account/refill-account.ts'

/** Betting's part of the environment; the application adds it to its own schema. */
export const bettingVariables = {
  /** The house's part of a losing pool, in basis points. */
  BETTING_FEE_BPS: z.coerce.number().int().min(0).max(2_000).default(0),
  /** Credits that a new user is granted once. */
  BETTING_GRANT_CREDITS: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
  /** Tokens that one credit adds to the budget of a running agent. */
  BETTING_TOKENS_PER_CREDIT: z.coerce.number().int().min(1).max(1_000_000).default(100),
  /** Who has less than this and no open bet is refilled, once a day. */
  BETTING_REFILL_BELOW: z.coerce.number().int().min(0).max(1_000_000).default(10),
  /** What a refill fills up to. */
  BETTING_REFILL_TO: z.coerce.number().int().min(1).max(1_000_000).default(200),
  /** Hours after the first settlement of a market in which an operator may correct its outcome. */
  BETTING_REVERSAL_HOURS: z.coerce.number().min(0).max(8_760).default(24),
} as const

const Environment = z.object(bettingVariables)

export interface BettingConfig {
  readonly feeBps: number
  readonly grantCredits: number
  readonly tokensPerCredit: number
  readonly refill: Refill
  readonly reversalHours: number
}

export const bettingConfigOf = (variables: z.output<typeof Environment>): BettingConfig => ({
  feeBps: variables.BETTING_FEE_BPS,
  grantCredits: variables.BETTING_GRANT_CREDITS,
  tokensPerCredit: variables.BETTING_TOKENS_PER_CREDIT,
  refill: { below: Math.min(variables.BETTING_REFILL_BELOW, variables.BETTING_REFILL_TO), to: variables.BETTING_REFILL_TO },
  reversalHours: variables.BETTING_REVERSAL_HOURS,
})

export const defaultBettingConfig: BettingConfig = bettingConfigOf(Environment.parse({}))
