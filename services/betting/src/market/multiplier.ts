/** The multiplier of an outcome: what a credit would return if that outcome won now. */
import { feeOn } from './settlement.ts'

export interface Pools {
  readonly feeBps: number
  readonly outcomes: readonly { readonly id: string; readonly stake: number; readonly shares: bigint }[]
}

/** A stake that is not in the pools yet. */
export interface Further {
  readonly stake: number
  readonly weightBps: number
  /** Credits that others stake on the same outcome beside it, at the same weight. */
  readonly others?: number
}

/** Credits on all other outcomes. */
export const losingPoolOf = ({ outcomes }: Pools, winner: string): number =>
  outcomes.reduce((sum, { id, stake }) => (id === winner ? sum : sum + stake), 0)

/** The fee that would be taken if an outcome won now. */
export const feeIfWon = (pools: Pools, winner: string): number => Number(feeOn(BigInt(losingPoolOf(pools, winner)), pools.feeBps))

/**
 * Return per credit of a further stake s at weight w on outcome o, if o won:
 * 1 + (L − fee) · w ⁄ (H + s·w + f·w), with L = credits on the other outcomes, H = shares on o, f = what others add to o.
 */
export const returnPerCredit = (pools: Pools, outcome: string, { stake, weightBps, others = 0 }: Further): number => {
  const profit = losingPoolOf(pools, outcome) - feeIfWon(pools, outcome)
  const shares = Number(pools.outcomes.find(({ id }) => id === outcome)?.shares ?? 0n)
  return 1 + (profit * weightBps) / (shares + (stake + others) * weightBps)
}

/** What one more credit would return; null while nothing is staked anywhere. */
export const multiplierOf = (pools: Pools, outcome: string, weightBps: number): number | null =>
  pools.outcomes.every(({ stake }) => stake === 0) ? null : returnPerCredit(pools, outcome, { stake: 1, weightBps })
