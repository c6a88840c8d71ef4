/** The bets of a market, newest first: adding one copies nothing, so folding n bets stays linear. */

export interface PlacedBet {
  readonly betId: string
  readonly userId: string
  readonly userName: string
  readonly outcome: string
  readonly stake: number
  readonly weightBps: number
  readonly placedAt: string
}

export interface BetLink {
  readonly bet: PlacedBet
  readonly earlier: BetChain
}

export type BetChain = BetLink | null

/** From the newest to the first. */
export function* newestFirst(chain: BetChain): Generator<PlacedBet> {
  for (let link = chain; link; link = link.earlier) yield link.bet
}

/** In the order in which they were placed. */
export const inOrder = (chain: BetChain): readonly PlacedBet[] => [...newestFirst(chain)].toReversed()
