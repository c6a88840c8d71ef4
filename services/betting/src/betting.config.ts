/** How betting is set up: the fee of the house and what a newcomer is given. */
import { parseConfig } from '@agent-arena/service-kit'
import { z } from 'zod'

const Environment = z.object({
  /** The house's part of a losing pool, in basis points. */
  BETTING_FEE_BPS: z.coerce.number().int().min(0).max(2_000).default(0),
  /** Credits that a new user is granted once. */
  BETTING_GRANT_CREDITS: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
})

export interface BettingConfig {
  readonly feeBps: number
  readonly grantCredits: number
}

export const bettingConfig = (environment: Readonly<Record<string, string | undefined>> = {}): BettingConfig => {
  const { BETTING_FEE_BPS: feeBps, BETTING_GRANT_CREDITS: grantCredits } = parseConfig(Environment, environment)
  return { feeBps, grantCredits }
}
