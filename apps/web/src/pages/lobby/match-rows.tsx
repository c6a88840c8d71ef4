/** Matches as rows: what comes next, and what is over with its result. */
import { Link } from 'wouter'
import type { Match } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { ago } from '../../words/format.ts'
import { matchLabel, resultText } from '../../words/status.ts'
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

export const Finished = ({ matches }: { readonly matches: readonly Match[] }) => {
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
            <span className="row-result">
              {match.result?.winner && <Icon name="trophy" size={16} />}
              {match.status === 'voided' && <StatusPill {...matchLabel('voided')} />}
              {resultText(match)}
            </span>
            <span className="quiet figures">{ago(match.decidedAt, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
