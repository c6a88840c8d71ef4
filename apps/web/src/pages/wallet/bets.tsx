/** One's bets with what became of them. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { MyBet } from '@agent-arena/contracts'
import { myBetsQuery } from '../../api/queries.ts'
import { credits, weight } from '../../words/format.ts'
import { outcomeLabel, type Label } from '../../words/status.ts'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { placeOf } from './place.ts'
import { ShowEarlier } from './show-earlier.tsx'

const labels: Readonly<Record<MyBet['status'], Label>> = {
  open: { text: 'Open', tone: 'warn' },
  won: { text: 'Won', tone: 'good' },
  lost: { text: 'Lost', tone: 'bad' },
  refunded: { text: 'Refunded', tone: 'quiet' },
}

const Bet = ({ bet }: { readonly bet: MyBet }) => (
  <li className="wallet-bet">
    <div className="entry-words">
      <p>
        <strong className="figures">{credits(bet.stake)}</strong> on {outcomeLabel({ id: bet.outcome, name: bet.outcomeName })}
      </p>
      <p className="quiet">
        <Link href={placeOf(bet) ?? '/'}>{bet.marketTitle}</Link>
        {` · weight ${weight(bet.weightBps)}`}
      </p>
    </div>
    <div className="wallet-bet-fate">
      <StatusPill {...labels[bet.status]} />
      {bet.payout !== undefined && bet.status !== 'lost' && <span className="figures">{credits(bet.payout)} back</span>}
    </div>
  </li>
)

export const Bets = () => {
  const query = useInfiniteQuery(myBetsQuery)
  const { data, error, refetch } = query
  const bets = data?.pages.flatMap(({ items }) => items)
  return (
    <section className="panel" aria-labelledby="bets">
      <h2 id="bets">My bets</h2>
      {error && !data && <ProblemNotice problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={4} />}
      {bets?.length === 0 && (
        <p className="quiet">
          No bets yet. <Link href="/">Find a match in the lobby</Link> and back a contestant.
        </p>
      )}
      <ol className="entries">
        {bets?.map((bet) => (
          <Bet key={bet.id} bet={bet} />
        ))}
      </ol>
      <ShowEarlier query={query} what="bets" />
    </section>
  )
}
