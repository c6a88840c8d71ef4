/** What a stake would return: the one path by which both quotes and bets are judged and priced. */
import {
  isPastLock,
  losingSideOf,
  multiplierOf,
  notFound,
  Rejection,
  returnPerCredit,
  weightAt,
  type Quote,
} from '@agent-arena/contracts'
import { newestFirst } from './bet-chain.ts'
import type { MarketState, OpenedMarket } from './market.state.ts'

export interface Stake {
  readonly marketId: string
  readonly outcome: string
  readonly stake: number
}

/** How far back the flow of bets is looked at for the worst case. */
const FLOW_WINDOW_MS = 60_000

/** Whether the market takes bets at a time. */
export const takesBets = (market: MarketState, at: string): market is OpenedMarket =>
  market.status === 'open' && !isPastLock(market, at)

const lockedRejection = ({ title }: OpenedMarket) =>
  new Rejection('market-locked', { detail: `${title} The market takes no more bets.` })

const bettable = ({ marketId, outcome }: Stake, market: MarketState, at: string): OpenedMarket => {
  if (market.status === 'unopened') throw notFound('market', marketId)
  if (!takesBets(market, at)) throw lockedRejection(market)
  const side = market.outcomes.find(({ id }) => id === outcome)
  if (!side) throw new Rejection('unknown-outcome', { detail: `${market.title} There is no outcome ${outcome}.` })
  if (!side.open) throw new Rejection('outcome-closed', { detail: `The run of ${side.name} is over: it takes no more bets.` })
  return market
}

/** Credits that the last minute brought to an outcome, carried on until the lock; what came to the other outcomes is left out. */
const flowUntilLock = (market: OpenedMarket, outcome: string, at: string): number => {
  const now = Date.parse(at)
  const from = new Date(now - FLOW_WINDOW_MS).toISOString()
  let staked = 0
  for (const bet of newestFirst(market.bets)) {
    if (bet.placedAt < from) break
    if (bet.outcome === outcome) staked += bet.stake
  }
  return (staked * Math.max(0, Date.parse(market.lockAt) - now)) / FLOW_WINDOW_MS
}

export interface Price {
  readonly market: OpenedMarket
  readonly weightBps: number
  readonly multiplierAfter: number
}

/** Prices a stake, or refuses it: all that a bet needs, and what a quote begins with. */
export const priceOf = (asked: Stake, state: MarketState, at: string): Price => {
  const market = bettable(asked, state, at)
  const weightBps = weightAt(market, at)
  return { market, weightBps, multiplierAfter: returnPerCredit(market, asked.outcome, { stake: asked.stake, weightBps }) }
}

/**
 * The price with what stands round it. The worst case lets the flow onto the same outcome go on until the lock at the
 * present weight, the highest it could still have, and lets nobody join the losing side. `fee` is what the market would pay if it won.
 */
export const quoteOf = (asked: Stake, state: MarketState, at: string): Quote => {
  const { market, weightBps, multiplierAfter } = priceOf(asked, state, at)
  const { outcome, stake } = asked
  return {
    multiplierNow: multiplierOf(market, outcome, weightBps),
    multiplierAfter,
    multiplierWorst: returnPerCredit(market, outcome, { stake, weightBps, others: flowUntilLock(market, outcome, at) }),
    weightBps,
    fee: losingSideOf(market, outcome).fee,
  }
}
