/** The outcomes of a market that takes no more bets: final pools, and the winners once they are known. */
import type { Market } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { credits, multiplier } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { Icon } from '../bits/icon.tsx'

export const FinalPools = ({ market: { outcomes, result, status } }: { readonly market: Market }) => (
  <table className="final-pools">
    <caption className="visually-hidden">Final pools</caption>
    <thead>
      <tr>
        <th scope="col">Outcome</th>
        <th scope="col">Staked</th>
        <th scope="col">Pays</th>
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
            <td className="figures">{status === 'voided' ? '×1.00' : multiplier(outcome.multiplier)}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
