/** The published formulas of odds: the weight of a bet at a time, and what a credit would return if an outcome won now. */

export const FULL_WEIGHT_BPS = 10_000
export const LEAST_WEIGHT_BPS = 5_000
/** Progress in percent at which a market locks. */
export const LOCK_PROGRESS = 90

/** What the weight depends on. */
export interface WeightClock {
  readonly startedAt: string | null
  readonly lockAt: string | null
  readonly progress: number
}

const elapsedShare = ({ startedAt, lockAt }: WeightClock, at: string): number => {
  if (startedAt === null || lockAt === null) return 0
  const start = Date.parse(startedAt)
  return (Date.parse(at) - start) / (Date.parse(lockAt) - start)
}

/** 10,000 × (1 − ½ · max(elapsed ⁄ lock time, progress ⁄ 90 %)), floored, within 5,000…10,000. */
export const weightAt = (clock: WeightClock, at: string): number => {
  const share = Math.max(0, elapsedShare(clock, at), clock.progress / LOCK_PROGRESS)
  return Math.max(LEAST_WEIGHT_BPS, FULL_WEIGHT_BPS - Math.ceil(LEAST_WEIGHT_BPS * share))
}

export interface StakedOutcome {
  readonly id: string
  readonly stake: number
  /** Σ stake × weightBps, as decimal text. */
  readonly shares: string
}

export interface StakedPools {
  readonly feeBps: number
  readonly outcomes: readonly StakedOutcome[]
}

/** A credit on outcome o at weight w returns 1 + (L − fee) · w ⁄ (H + w): L = credits on the others, H = shares on o; null while nothing is staked. */
export const multiplierOf = ({ feeBps, outcomes }: StakedPools, outcome: string, weightBps: number): number | null => {
  if (outcomes.every(({ stake }) => stake === 0)) return null
  const losing = outcomes.reduce((sum, { id, stake }) => (id === outcome ? sum : sum + stake), 0)
  const fee = Number((BigInt(losing) * BigInt(feeBps)) / 10_000n)
  const shares = Number(outcomes.find(({ id }) => id === outcome)?.shares ?? 0)
  return 1 + ((losing - fee) * weightBps) / (shares + weightBps)
}
