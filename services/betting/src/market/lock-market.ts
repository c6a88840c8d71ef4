/** Locks a market with its final pools, without the bets that came after the evidence for the cause. */
import { isPastLock, type LockCause, type MarketLocked } from '@agent-arena/contracts'
import { inOrder } from './bet-chain.ts'
import type { MarketState, OpenedMarket } from './market.state.ts'
import { betsAfter, poolsOf } from './pools.ts'

export interface LockMarket {
  readonly type: 'LockMarket'
  readonly data: { readonly marketId: string } & Lock
  readonly at: string
}

export interface LockMarketByTime {
  readonly type: 'LockMarketByTime'
  readonly data: { readonly marketId: string }
  readonly at: string
}

/** Why a market locks, in a word and in a sentence, and by when that could be known. */
export interface Lock {
  readonly cause: LockCause
  readonly text: string
  readonly evidenceAt: string
}

const byTime = (lockAt: string): Lock => ({ cause: 'time', text: '80% of the time is over.', evidenceAt: lockAt })

/** The first cause counts: evidence from after the lock time finds a market that time had locked, though no timer had told so. */
const firstCause = (lock: Lock, market: OpenedMarket): Lock =>
  lock.cause !== 'voided' && isPastLock(market, lock.evidenceAt) ? byTime(market.lockAt) : lock

export const lockFacts = (asked: Lock, market: OpenedMarket, at: string): MarketLocked => {
  const lock = firstCause(asked, market)
  const bets = inOrder(market.bets)
  const excluded = betsAfter(bets, lock.evidenceAt)
  const pools = poolsOf(market.outcomes, bets, new Set(excluded))
  return { type: 'MarketLocked', data: { marketId: market.marketId, ...lock, lockedAt: at, pools, excluded } }
}

export const lockMarket = (
  { data: { marketId: _marketId, ...lock }, at }: LockMarket,
  market: MarketState,
): readonly MarketLocked[] => (market.status === 'open' ? [lockFacts(lock, market, at)] : [])

export const lockMarketByTime = ({ at }: LockMarketByTime, market: MarketState): readonly MarketLocked[] => {
  if (market.status !== 'open' || !isPastLock(market, at)) return []
  return [lockFacts(byTime(market.lockAt), market, at)]
}
