/** The weight of a bet: early risk earns a larger share of the losing side. */
import { LOCK_PROGRESS } from './lock-time.ts'
import type { OpenedMarket } from './market.state.ts'

export const FULL_WEIGHT_BPS = 10_000
const LEAST_WEIGHT_BPS = 5_000

/** What the weight depends on. */
export type Clock = Pick<OpenedMarket, 'startedAt' | 'lockAt' | 'progress'>

const elapsedShare = ({ startedAt, lockAt }: Clock, at: string): number => {
  if (startedAt === null) return 0
  const start = Date.parse(startedAt)
  return (Date.parse(at) - start) / (Date.parse(lockAt) - start)
}

/** 10,000 × (1 − ½ · max(elapsed ⁄ lock time, progress ⁄ 90 %)), floored, within 5,000…10,000. */
export const weightAt = (clock: Clock, at: string): number => {
  const share = Math.max(0, elapsedShare(clock, at), clock.progress / LOCK_PROGRESS)
  const lost = Math.ceil(LEAST_WEIGHT_BPS * share)
  return Math.max(LEAST_WEIGHT_BPS, FULL_WEIGHT_BPS - lost)
}
