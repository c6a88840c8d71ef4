/** What a stake would return: now, after itself, and at worst when the market locks. */
import { useQuery } from '@tanstack/react-query'
import type { Market } from '@agent-arena/contracts'
import { quoteQuery } from '../../api/queries.ts'
import { credits, multiplier, weight } from '../../words/format.ts'
import { problemText } from '../../words/problem.ts'
import { feeText, isAlone, possibleReturn } from './slip.ts'

interface Bet {
  readonly outcome: string
  readonly stake: number
}

const Row = ({ name, value, hint }: { readonly name: string; readonly value: string; readonly hint: string }) => (
  <div className="quote-row" title={hint}>
    <dt>{name}</dt>
    <dd className="figures">{value}</dd>
  </div>
)

export const QuoteBox = ({ market, bet }: { readonly market: Market; readonly bet: Bet | undefined }) => {
  const asked = { marketId: market.id, outcome: bet?.outcome ?? '', stake: bet?.stake ?? 0 }
  const { data, error, isPlaceholderData } = useQuery({ ...quoteQuery(asked, market.version), enabled: bet !== undefined })
  if (!bet)
    return (
      <p className="quote quote-hint">
        {`Early risk earns more: a bet placed now weighs ${weight(market.weightBps)} of its stake, and the weight falls with time and progress.`}
      </p>
    )
  if (error) return <p className="quote quote-hint">{`No quote: ${problemText(error)}`}</p>
  const fee = data && feeText(market, data)
  return (
    <div className="quote" aria-busy={!data || isPlaceholderData}>
      <dl>
        <Row name="Pays now" value={multiplier(data?.multiplierNow)} hint="What one more credit would return" />
        <Row name="After your stake" value={multiplier(data?.multiplierAfter)} hint="Your own stake lowers it a little" />
        <Row
          name="At worst when locked"
          value={multiplier(data?.multiplierWorst)}
          hint="If the flow of the last minute goes on"
        />
        <Row name="Weight of your bet" value={data ? weight(data.weightBps) : '–'} hint="Falls with time and progress" />
        <div className="quote-row quote-return">
          <dt>Possible return</dt>
          <dd className="figures">{data ? credits(possibleReturn(bet.stake, data.multiplierAfter)) : '…'}</dd>
        </div>
      </dl>
      {fee && <p className="quote-hint">{fee}</p>}
      {isAlone(market, bet.outcome) && (
        <p className="quote-hint">Nobody is on the other side yet: so far you would only get your stake back.</p>
      )}
    </div>
  )
}
