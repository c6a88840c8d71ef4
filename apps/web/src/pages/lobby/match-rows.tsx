/** Matches as rows: what comes next, and what is over with its result. */
import { Link } from 'wouter'
import type { Market, Match } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { matchCorrection, matchEndText } from '../../words/corrected.ts'
import { ago } from '../../words/format.ts'
import { matchLabel } from '../../words/status.ts'
import { Countdown } from '../../parts/bits/countdown.tsx'
import { Icon } from '../../parts/bits/icon.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'

export const Upcoming = ({ matches }: { readonly matches: readonly Match[] }) => (
  <section aria-labelledby="upcoming">
    <h2 id="upcoming">Up next</h2>
    <ul className="rows">
      {matches.map((match) => (
        <li key={match.id} className="row">
          <Link href={`/matches/${match.id}`} className="row-title">
            {match.title}
          </Link>
          <span className="quiet">{match.sandboxes.map(({ title }) => title).join(' v ')}</span>
          <Countdown until={match.startsAt} label="in" />
        </li>
      ))}
    </ul>
  </section>
)

const Ended = ({ match, market }: { readonly match: Match; readonly market: Market | undefined }) => (
  <span className="row-result">
    {match.result?.winner && <Icon name={matchCorrection(match, market) ? 'switch' : 'trophy'} size={16} />}
    {match.status === 'voided' && <StatusPill {...matchLabel('voided')} />}
    <span>{matchEndText(match, market)}</span>
  </span>
)

interface FinishedProps {
  readonly matches: readonly Match[]
  readonly markets: ReadonlyMap<string, Market>
}

export const Finished = ({ matches, markets }: FinishedProps) => {
  const now = useNow()
  return (
    <section aria-labelledby="finished">
      <h2 id="finished">Just finished</h2>
      <ul className="rows">
        {matches.map((match) => (
          <li key={match.id} className="row">
            <Link href={`/matches/${match.id}`} className="row-title">
              {match.title}
            </Link>
            <Ended match={match} market={markets.get(match.marketId)} />
            <span className="quiet figures">{ago(match.decidedAt, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
