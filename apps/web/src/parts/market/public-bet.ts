/** A bet of the public record in words: what became of it, and whether its bettor funds an agent of the market. */
import type { Market, Payout, PublicBet } from '@agent-arena/contracts'
import { credits } from '../../words/format.ts'

/** By the settlement; nothing while there is none. */
export const fateOf = (payout: Pick<Payout, 'kind' | 'payout'> | undefined): string => {
  if (!payout) return ''
  if (payout.kind === 'loss') return 'lost'
  return payout.kind === 'refund' ? `refunded ${credits(payout.payout)}` : `paid ${credits(payout.payout)}`
}

/** "gave 25 cr to Greedy": the mark of who funds what it has bet on. A market of one run names no agent. */
export const fundedText = ({ funded }: Pick<PublicBet, 'funded'>, { outcomes }: Pick<Market, 'outcomes'>): string | undefined => {
  if (!funded || funded.length === 0) return undefined
  const gifts = funded.map((gift) => {
    const name = outcomes.find(({ id }) => id === gift.sandboxId)?.name
    return `${credits(gift.credits)} to ${name ?? 'this agent'}`
  })
  return `gave ${gifts.join(', ')}`
}
