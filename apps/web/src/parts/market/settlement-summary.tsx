/** How a market paid out, to the credit; where stakes only came back, why; and what was taken back before. */
import { useQuery } from '@tanstack/react-query'
import type { Market, Settlement } from '@agent-arena/contracts'
import { settlementQuery } from '../../api/queries.ts'
import { withoutReason } from '../../words/corrected.ts'
import { credits } from '../../words/format.ts'
import { Figure } from '../bits/figure.tsx'
import { refundText } from './paid.ts'
import { Reversals } from './reversals.tsx'
import { VerifyButton } from './verify-button.tsx'

const largest = ({ payouts }: Settlement) =>
  Math.max(0, ...payouts.filter(({ kind }) => kind === 'win').map(({ payout }) => payout))
const count = ({ payouts }: Settlement, kind: string) => payouts.filter((payout) => payout.kind === kind).length

const Figures = ({ settlement }: { readonly settlement: Settlement }) => (
  <dl className="figure-list">
    <Figure name="Bets that won" value={`${count(settlement, 'win')} of ${settlement.payouts.length}`} />
    <Figure name="Shared by winners" value={credits(settlement.losingPool - settlement.fee)} />
    <Figure name="Largest payout" value={credits(largest(settlement))} />
    <Figure name="Fee" value={credits(settlement.fee)} />
  </dl>
)

export const SettlementSummary = ({ market }: { readonly market: Market }) => {
  const { data } = useQuery(settlementQuery(market))
  const refund = data && refundText(market, data)
  return (
    <div className="settlement">
      {market.result && <p aria-live="polite">{withoutReason(market.result.text)}</p>}
      {refund && <p>{refund}</p>}
      {data && !refund && <Figures settlement={data} />}
      {data && <Reversals market={market} reversals={data.reversals} />}
      {data && data.payouts.length > 0 && <VerifyButton key={market.version} marketId={market.id} />}
    </div>
  )
}
