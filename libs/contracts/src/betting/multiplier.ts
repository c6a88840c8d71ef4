/** The published formulas of odds: the weight of a bet at a time, and what a credit would return if an outcome won now. */
import type { LockClock } from './lock-time.ts'

export const FULL_WEIGHT_BPS = 10_000
export const LEAST_WEIGHT_BPS = 5_000
/** Progress in percent at which a market locks. */
export const LOCK_PROGRESS = 90

/** What the weight depends on. */
export interface WeightClock extends LockClock {
  readonly progress: number
}

/** ⌈5,000 × elapsed ⁄ lock time⌉. Multiplied before it is divided, in whole milliseconds: the quotient of whole numbers is on the right side of each step. */
const lostByTime = ({ startedAt, lockAt }: LockClock, at: string): number => {
  if (startedAt === null || lockAt === null) return 0
  const start = Date.parse(startedAt)
  return Math.ceil((LEAST_WEIGHT_BPS * (Date.parse(at) - start)) / (Date.parse(lockAt) - start))
}

const MILLIONTHS = 1_000_000

/** ⌈5,000 × progress ⁄ 90⌉, of progress in whole millionths of a percent for the same reason. */
const lostByProgress = ({ progress }: WeightClock): number =>
  Math.ceil((LEAST_WEIGHT_BPS * Math.round(progress * MILLIONTHS)) / (LOCK_PROGRESS * MILLIONTHS))

/** 10,000 × (1 − ½ · max(elapsed ⁄ lock time, progress ⁄ 90 %)), floored, within 5,000…10,000. */
export const weightAt = (clock: WeightClock, at: string): number =>
  Math.max(LEAST_WEIGHT_BPS, FULL_WEIGHT_BPS - Math.max(0, lostByTime(clock, at), lostByProgress(clock)))

export interface StakedOutcome {
  readonly id: string
  readonly stake: number
  /** Σ stake × weightBps; as decimal text on the wire, for it may pass 2^53. */
  readonly shares: string | bigint
}

export interface StakedPools {
  readonly feeBps: number
  readonly outcomes: readonly StakedOutcome[]
}

/** A stake that is not in the pools yet. */
export interface FurtherStake {
  readonly stake: number
  readonly weightBps: number
  /** Credits that others stake on the same outcome beside it, at the same weight. */
  readonly others?: number
}

/** ⌊losing pool × feeBps ⁄ 10,000⌋ */
export const feeOn = (losingPool: bigint, feeBps: number): bigint => (losingPool * BigInt(feeBps)) / 10_000n

/** The credits on all other outcomes and the fee on them, if this outcome won now. */
export const losingSideOf = ({ feeBps, outcomes }: StakedPools, winner: string) => {
  const losingPool = outcomes.reduce((sum, { id, stake }) => (id === winner ? sum : sum + stake), 0)
  return { losingPool, fee: Number(feeOn(BigInt(losingPool), feeBps)) }
}

/**
 * Return per credit of a further stake s at weight w on outcome o, if o won now:
 * 1 + (L − fee) · w ⁄ (H + s·w + f·w), with L = credits on the other outcomes, H = shares on o, f = what others add to o.
 */
export const returnPerCredit = (pools: StakedPools, outcome: string, { stake, weightBps, others = 0 }: FurtherStake): number => {
  const { losingPool, fee } = losingSideOf(pools, outcome)
  const shares = Number(pools.outcomes.find(({ id }) => id === outcome)?.shares ?? 0)
  return 1 + ((losingPool - fee) * weightBps) / (shares + (stake + others) * weightBps)
}

/** What one more credit would return; null while nothing is staked anywhere. */
export const multiplierOf = (pools: StakedPools, outcome: string, weightBps: number): number | null =>
  pools.outcomes.every(({ stake }) => stake === 0) ? null : returnPerCredit(pools, outcome, { stake: 1, weightBps })

/**
 * Credits that all bets on an outcome get together per credit staked, if it wins with these pools: 1 + (L − fee) ⁄ S, with S = credits on it.
 * What a market that takes no more bets has in place of a multiplier; null where nobody backed the outcome.
 */
export const payoutPerCredit = (pools: StakedPools, outcome: string): number | null => {
  const staked = pools.outcomes.find(({ id }) => id === outcome)?.stake ?? 0
  const { losingPool, fee } = losingSideOf(pools, outcome)
  return staked === 0 ? null : 1 + (losingPool - fee) / staked
}
