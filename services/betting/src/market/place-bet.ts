/** Places a bet on an open market; whether the account can pay for it is the account's own rule. */
import { Rejection, type BetPlaced } from '@agent-arena/contracts'
import type { MarketState } from './market.state.ts'
import { priceOf, type Stake } from './quote.ts'

export interface PlaceBet {
  readonly type: 'PlaceBet'
  readonly data: Stake & {
    readonly betId: string
    readonly userId: string
    readonly userName: string
    readonly minMultiplier?: number | undefined
  }
  readonly at: string
}

/** Rounded away from each other, so that two decimals never make the refused multiplier look like enough. */
const downTo = (multiplier: number) => (Math.floor(multiplier * 100 + 1e-6) / 100).toFixed(2)
const upTo = (multiplier: number) => (Math.ceil(multiplier * 100 - 1e-6) / 100).toFixed(2)

const movedRejection = (multiplier: number, asked: number) =>
  new Rejection('multiplier-moved', {
    detail: `After this stake the multiplier would be ${downTo(multiplier)}, below the ${upTo(asked)} asked for.`,
    extra: { multiplier },
  })

/** Who asked for a run may know or sway how it ends. */
const requireNoInterest = ({ userId }: { readonly userId: string }, market: MarketState) => {
  if (market.status !== 'unopened' && market.owners.includes(userId))
    throw new Rejection('conflict-of-interest', { detail: `“${market.title}” is about a run that you asked for.` })
}

export const placeBet = ({ data, at }: PlaceBet, market: MarketState): readonly BetPlaced[] => {
  const { minMultiplier = 1, ...bet } = data
  requireNoInterest(data, market)
  const { weightBps, multiplierAfter } = priceOf(bet, market, at)
  if (multiplierAfter < minMultiplier) throw movedRejection(multiplierAfter, minMultiplier)
  return [{ type: 'BetPlaced', data: { ...bet, weightBps, placedAt: at } }]
}
