/** What a market whose pools are final will pay, what one that is over has paid, and why where it only gave stakes back. */
import { payoutPerCredit, type Market, type MarketOutcome, type Settlement } from '@agent-arena/contracts'
import { plural } from '../../words/format.ts'

type Payouts = Pick<Settlement, 'payouts'>

export const isOver = ({ status }: Pick<Market, 'status'>) => status === 'settled' || status === 'voided'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

type Priced = Pick<Market, 'status' | 'outcomes' | 'feeBps'>

/** What one more credit would return or, where nobody can bet any more, what the bets there will get per credit. */
export const oddsOf = (market: Priced, { id, multiplier }: Pick<MarketOutcome, 'id' | 'multiplier'>): number | null =>
  market.status === 'open' ? multiplier : payoutPerCredit(market, id)

export const isRefunded = ({ payouts }: Payouts) => payouts.length > 0 && payouts.every(({ kind }) => kind === 'refund')

/** Credits paid per credit staked, by winning outcome, refunded bets aside. */
export const paidByOutcome = ({ winners, payouts }: Payouts & Pick<Settlement, 'winners'>): ReadonlyMap<string, number> => {
  const won = payouts.filter(({ kind }) => kind === 'win')
  return new Map(
    winners.flatMap((winner) => {
      const own = won.filter(({ outcome }) => outcome === winner)
      const staked = sum(own.map(({ stake }) => stake))
      return staked === 0 ? [] : [[winner, sum(own.map(({ payout }) => payout)) / staked] as const]
    }),
  )
}

/** Why nothing was won or lost; undefined where something was. The market's pools are final: without the bets that came too late. */
export const refundText = ({ status, outcomes, result }: Pick<Market, 'status' | 'outcomes' | 'result'>, settlement: Payouts) => {
  if (settlement.payouts.length === 0) return 'Nobody bet on this market.'
  if (!isRefunded(settlement)) return undefined
  if (status === 'voided') return `${plural(settlement.payouts.length, 'bet')} refunded in full.`
  const winning = sum(outcomes.filter(({ id }) => result?.winners.includes(id)).map(({ stake }) => stake))
  const staked = sum(outcomes.map(({ stake }) => stake))
  if (staked === 0) return 'Every bet came after the result could be known, so every stake came back.'
  return winning === 0
    ? 'Nobody had bet on the winner, so every stake came back.'
    : 'Nobody was on the other side, so every stake came back.'
}
