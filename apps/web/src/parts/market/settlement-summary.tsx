/** How a market paid out, to the credit. */
import { useQuery } from '@tanstack/react-query'
import type { Market, Settlement } from '@agent-arena/contracts'
import { settlementQuery } from '../../api/queries.ts'
import { credits, plural } from '../../words/format.ts'

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="figure">
    <dt>{name}</dt>
    <dd className="figures">{value}</dd>
  </div>
)

const largest = ({ payouts }: Settlement) =>
  Math.max(0, ...payouts.filter(({ kind }) => kind === 'win').map(({ payout }) => payout))
const count = ({ payouts }: Settlement, kind: string) => payouts.filter((payout) => payout.kind === kind).length

export const SettlementSummary = ({ market }: { readonly market: Market }) => {
  const { data } = useQuery(settlementQuery(market.id))
  return (
    <div className="settlement">
      {market.result && <p>{market.result.text}</p>}
      {data?.status === 'settled' && data.payouts.length === 0 && <p className="quiet">Nobody bet on this market.</p>}
      {data?.status === 'settled' && data.payouts.length > 0 && (
        <dl className="figure-list">
          <Figure name="Bets that won" value={`${count(data, 'win')} of ${data.payouts.length}`} />
          <Figure name="Shared by winners" value={credits(data.losingPool - data.fee)} />
          <Figure name="Largest payout" value={credits(largest(data))} />
          <Figure name="Fee" value={credits(data.fee)} />
        </dl>
      )}
      {data?.status === 'voided' && <p>{`${plural(data.payouts.length, 'bet')} refunded in full.`}</p>}
    </div>
  )
}
