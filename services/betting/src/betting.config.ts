/** How betting is set up: the fee of the house and what a newcomer is given. */
import { z } from 'zod'

/** Betting's part of the environment; the application adds it to its own schema. */
export const bettingVariables = {
  /** The house's part of a losing pool, in basis points. */
  BETTING_FEE_BPS: z.coerce.number().int().min(0).max(2_000).default(0),
  /** Credits that a new user is granted once. */
  BETTING_GRANT_CREDITS: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
} as const

const Environment = z.object(bettingVariables)

export interface BettingConfig {
  readonly feeBps: number
  readonly grantCredits: number
}

export const bettingConfigOf = (variables: z.output<typeof Environment>): BettingConfig => ({
  feeBps: variables.BETTING_FEE_BPS,
  grantCredits: variables.BETTING_GRANT_CREDITS,
})

export const defaultBettingConfig: BettingConfig = bettingConfigOf(Environment.parse({}))
