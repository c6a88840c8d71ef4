/** The public record of a market's bets: who bet what, what it paid, and who funds an agent that it bets on. */
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Market, PublicBet, Settlement } from '@agent-arena/contracts'
import { betsQuery, keys, settlementQuery } from '../../api/queries.ts'
import { readOnSoon, renewSoon } from '../../api/renew.ts'
import { cornerOf } from '../../words/corner.ts'
import { credits, grouped, weight } from '../../words/format.ts'
import { problemText } from '../../words/problem.ts'
import { outcomesText } from '../../words/status.ts'
import { SkeletonLines } from '../bits/skeleton.tsx'
import { isOver } from './paid.ts'
import { fateOf, fundedText } from './public-bet.ts'

const SHOWN = 50

type Payouts = ReadonlyMap<string, Settlement['payouts'][number]>

const Row = ({ bet, market, payouts }: { readonly bet: PublicBet; readonly market: Market; readonly payouts: Payouts }) => {
  const funded = fundedText(bet, market)
  return (
    <li data-corner={cornerOf(bet.outcome, market.outcomes)}>
      <span className="swatch" aria-hidden="true" />
      <div className="public-bet-words">
        <p>
          <strong>{bet.userName}</strong>
          {` on ${outcomesText([bet.outcome], market.outcomes)}`}
        </p>
        <p className="quiet">{`weight ${weight(bet.weightBps)}`}</p>
        {funded && <p className="giver-mark">{funded}</p>}
      </div>
      <div className="public-bet-figures figures">
        <p>{credits(bet.stake)}</p>
        <p className="quiet">{fateOf(payouts.get(bet.id))}</p>
      </div>
    </li>
  )
}

const List = ({ market }: { readonly market: Market }) => {
  const { id, version } = market
  const [shown, setShown] = useState(SHOWN)
  const over = isOver(market)
  useEffect(() => {
    if (version > 1) (over ? renewSoon : readOnSoon)(keys.bets(id))
  }, [id, version, over])
  const { data, error } = useQuery(betsQuery(id))
  const settled = useQuery({ ...settlementQuery(market), enabled: over })
  const payouts = new Map(over ? settled.data?.payouts.map((payout) => [payout.betId, payout]) : [])
  if (!data) return error ? <p className="quiet">{problemText(error)}</p> : <SkeletonLines lines={3} />
  if (data.length === 0) return <p className="quiet">Nobody has bet yet.</p>
  return (
    <>
      <ol>
        {data
          .slice(-shown)
          .toReversed()
          .map((bet) => (
            <Row key={bet.id} bet={bet} market={market} payouts={payouts} />
          ))}
      </ol>
      {data.length > shown && (
        <button type="button" className="button button-plain" onClick={() => setShown(shown + 10 * SHOWN)}>
          {`Show ${grouped(Math.min(data.length - shown, 10 * SHOWN))} earlier`}
        </button>
      )}
    </>
  )
}

/** Read only when somebody opens it. */
export const PublicBets = ({ market }: { readonly market: Market }) => {
  const [open, setOpen] = useState(false)
  return (
    <details className="disclosure public-bets" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All bets</summary>
      {open && <List market={market} />}
    </details>
  )
}
