/** The settlement of a market: a pure function that needs nothing but the public record, exact to the credit. */
import type { PayoutKind } from './market.ts'
import { feeOn } from './multiplier.ts'

export interface SettledBet {
  readonly betId: string
  readonly userId: string
  readonly outcome: string
  readonly stake: number
  readonly weightBps: number
}

export interface SettlementInput {
  /** All outcomes in the market's order. */
  readonly outcomes: readonly string[]
  /** In the order in which they were placed. */
  readonly bets: readonly SettledBet[]
  readonly feeBps: number
  /** One outcome, or several that tied. */
  readonly winners: readonly string[]
  /** Bets that stood after the evidence was there. */
  readonly excluded: ReadonlySet<string>
}

/** Why a bet brings what it brings. */
export type PayoutCause = 'won' | 'lost' | 'too-late' | 'winner-unbacked' | 'one-sided' | 'voided'

export interface BetPayout {
  readonly betId: string
  readonly userId: string
  readonly outcome: string
  readonly stake: number
  readonly payout: number
  readonly kind: PayoutKind
  readonly cause: PayoutCause
}

export interface SettledBook {
  readonly losingPool: number
  readonly fee: number
  /** One for each bet, in bet order. Σ payouts + fee = Σ stakes. */
  readonly payouts: readonly BetPayout[]
}

const sharesOf = ({ stake, weightBps }: SettledBet) => BigInt(stake) * BigInt(weightBps)

const totalStake = (bets: readonly SettledBet[]) => bets.reduce((sum, { stake }) => sum + BigInt(stake), 0n)

/** Splits whole credits in proportion to shares; what is left after flooring goes one each to the largest remainders, earlier bets first. */
const byLargestRemainder = (credits: bigint, bets: readonly SettledBet[]): readonly (readonly [string, bigint])[] => {
  const shares = bets.map(sharesOf)
  const total = shares.reduce((sum, share) => sum + share, 0n)
  const parts = shares.map((share) => (credits * share) / total)
  const remainders = shares.map((share) => (credits * share) % total)
  const spare = Number(credits - parts.reduce((sum, part) => sum + part, 0n))
  const order = remainders.map((_, index) => index).sort((a, b) => compare(remainders[b] ?? 0n, remainders[a] ?? 0n) || a - b)
  const lucky = new Set(order.slice(0, spare))
  return bets.map(({ betId }, index) => [betId, (parts[index] ?? 0n) + (lucky.has(index) ? 1n : 0n)])
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

/** Profit by bet: equal whole parts for the tied outcomes that have bets, spare credits to the earlier ones, each part by shares. */
const profitsOf = (profit: bigint, outcomes: readonly string[], winning: readonly SettledBet[]): ReadonlyMap<string, bigint> => {
  const sides = outcomes.map((id) => winning.filter(({ outcome }) => outcome === id)).filter((bets) => bets.length > 0)
  const count = BigInt(sides.length)
  return new Map(
    sides.flatMap((bets, index) => byLargestRemainder(profit / count + (BigInt(index) < profit % count ? 1n : 0n), bets)),
  )
}

const payout = ({ betId, userId, outcome, stake }: SettledBet, credits: number, cause: PayoutCause): BetPayout => {
  const kind = cause === 'won' ? 'win' : cause === 'lost' ? 'loss' : 'refund'
  return { betId, userId, outcome, stake, payout: credits, kind, cause }
}

/** Everybody gets the stake back, and nothing is taken. */
export const refundAll = (bets: readonly SettledBet[], causeOf: (bet: SettledBet) => PayoutCause): SettledBook => ({
  losingPool: 0,
  fee: 0,
  payouts: bets.map((bet) => payout(bet, bet.stake, causeOf(bet))),
})

/**
 * Losing pool L = Σ stakes on losing outcomes, fee = ⌊L × feeBps ⁄ 10,000⌋; each winning bet gets its stake and its part of L − fee.
 * Excluded bets are refunded; nobody on the winner or nobody against it: all are refunded without a fee.
 */
export const settle = ({ outcomes, bets, feeBps, winners, excluded }: SettlementInput): SettledBook => {
  const isLate = ({ betId }: SettledBet) => excluded.has(betId)
  const standing = bets.filter((bet) => !isLate(bet))
  const winning = standing.filter(({ outcome }) => winners.includes(outcome))
  const losingPool = totalStake(standing) - totalStake(winning)
  if (winning.length === 0) return refundAll(bets, (bet) => (isLate(bet) ? 'too-late' : 'winner-unbacked'))
  if (losingPool === 0n) return refundAll(bets, (bet) => (isLate(bet) ? 'too-late' : 'one-sided'))
  const fee = feeOn(losingPool, feeBps)
  const profits = profitsOf(losingPool - fee, outcomes, winning)
  const payoutOf = (bet: SettledBet) => {
    if (isLate(bet)) return payout(bet, bet.stake, 'too-late')
    const profit = profits.get(bet.betId)
    return profit === undefined ? payout(bet, 0, 'lost') : payout(bet, Number(BigInt(bet.stake) + profit), 'won')
  }
  return { losingPool: Number(losingPool), fee: Number(fee), payouts: bets.map(payoutOf) }
}
