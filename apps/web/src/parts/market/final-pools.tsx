/** The outcomes of a market that takes no more bets: final pools, and once they are known the winners and what was paid. */
import { useQuery } from '@tanstack/react-query'
import type { Market, MarketOutcome } from '@agent-arena/contracts'
import { settlementQuery } from '../../api/queries.ts'
import { cornerOf } from '../../words/corner.ts'
import { credits, multiplier } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { Icon } from '../bits/icon.tsx'
import { isOver, isRefunded, oddsOf, paidByOutcome } from './paid.ts'

/** What an outcome will pay if it wins, then what it paid: nobody can bet any more, so the odds of a further bet are none. */
const usePays = (market: Market) => {
  const over = isOver(market)
  const { data } = useQuery({ ...settlementQuery(market), enabled: over })
  const paid = data && paidByOutcome(data)
  const refunded = data !== undefined && isRefunded(data)
  return (outcome: MarketOutcome) => {
    if (!over) return multiplier(oddsOf(market, outcome))
    return refunded && outcome.stake > 0 ? 'refunded' : multiplier(paid?.get(outcome.id))
  }
}

export const FinalPools = ({ market }: { readonly market: Market }) => {
  const { outcomes, result, status } = market
  const pays = usePays(market)
  return (
    <table className="final-pools">
      <caption className="visually-hidden">Final pools</caption>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">Staked</th>
          <th scope="col">{status === 'locked' ? 'Pays' : 'Paid'}</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome) => {
          const won = result?.winners.includes(outcome.id) ?? false
          return (
            <tr
              key={outcome.id}
              data-corner={cornerOf(outcome.id, outcomes)}
              data-won={won}
              data-lost={status === 'settled' && !won}
            >
              <th scope="row">
                <span className="swatch" aria-hidden="true" />
                {outcomeLabel(outcome)}
                {won && <Icon name="trophy" size={16} />}
                {won && <span className="visually-hidden"> (won)</span>}
              </th>
              <td className="figures">{credits(outcome.stake)}</td>
              <td className="figures">{pays(outcome)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
