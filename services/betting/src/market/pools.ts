/** The final pools of a market: what stands on each outcome once late bets are left out. */
import type { MarketLocked } from '@agent-arena/contracts'
import type { PlacedBet } from './bet-chain.ts'

type FinalPools = MarketLocked['data']['pools']

/** Ids of the bets placed later than the evidence. */
export const betsAfter = (bets: readonly PlacedBet[], evidenceAt: string): readonly string[] => {
  const evidence = Date.parse(evidenceAt)
  return bets.filter(({ placedAt }) => Date.parse(placedAt) > evidence).map(({ betId }) => betId)
}

export const poolsOf = (
  outcomes: readonly { readonly id: string }[],
  bets: readonly PlacedBet[],
  excluded: ReadonlySet<string>,
): FinalPools => {
  const standing = bets.filter(({ betId }) => !excluded.has(betId))
  return outcomes.map(({ id }) => {
    const side = standing.filter(({ outcome }) => outcome === id)
    return {
      outcome: id,
      stake: side.reduce((sum, { stake }) => sum + stake, 0),
      shares: String(side.reduce((sum, { stake, weightBps }) => sum + BigInt(stake) * BigInt(weightBps), 0n)),
    }
  })
}
