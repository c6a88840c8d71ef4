/** One's own bets on a market, beneath its slip. */
import { useQuery } from '@tanstack/react-query'
import type { Market, MyBet } from '@agent-arena/contracts'
import { myBetsOnQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { cornerOf } from '../../words/corner.ts'
import { credits, weight } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'

export const useMyBetsOn = (marketId: string): readonly MyBet[] => {
  const session = useSession()
  const { data } = useQuery({ ...myBetsOnQuery(marketId), enabled: session !== undefined })
  return session ? (data ?? []) : []
}

const fates: Record<MyBet['status'], (bet: MyBet) => string> = {
  open: ({ weightBps }) => `weight ${weight(weightBps)}`,
  won: ({ payout }) => `paid ${credits(payout ?? 0)}`,
  lost: () => 'lost',
  refunded: ({ payout, stake }) => `refunded ${credits(payout ?? stake)}`,
}

export const MyMarketBets = ({ market, bets }: { readonly market: Market; readonly bets: readonly MyBet[] }) => {
  if (bets.length === 0) return null
  return (
    <section className="my-bets" aria-label="My bets on this market">
      <h3 className="kicker">My bets here</h3>
      <ul>
        {bets.map((bet) => (
          <li key={bet.id} data-corner={cornerOf(bet.outcome, market.outcomes)} data-status={bet.status}>
            <span className="swatch" aria-hidden="true" />
            <span className="my-bet-name">{outcomeLabel({ id: bet.outcome, name: bet.outcomeName })}</span>
            <span className="figures">{credits(bet.stake)}</span>
            <span className="my-bet-fate figures">{fates[bet.status](bet)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
