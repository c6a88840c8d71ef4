/** The match in the middle of the lobby: contestants side by side, clock between them, the way to bet beneath. */
import { Link } from 'wouter'
import type { Market, Match, Sandbox } from '@agent-arena/contracts'
import { cornerAt } from '../../words/corner.ts'
import { credits } from '../../words/format.ts'
import { matchLabel } from '../../words/status.ts'
import { Icon } from '../../parts/bits/icon.tsx'
import { ProgressBar } from '../../parts/bits/progress-bar.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { PoolBar } from '../../parts/market/pool-bar.tsx'
import { ContestantHead } from '../../parts/match/contestant-head.tsx'
import { MatchClock } from '../../parts/match/match-clock.tsx'
import { Screen } from '../../parts/screen/screen.tsx'

interface TileProps {
  readonly sandbox: Sandbox
  readonly market: Market | undefined
  readonly index: number
  readonly won: boolean
}

const Tile = ({ sandbox, market, index, won }: TileProps) => (
  <article className="contestant" data-corner={cornerAt(index)} data-won={won}>
    <ContestantHead sandbox={sandbox} market={market} />
    <Link href={`/sandboxes/${sandbox.id}`} aria-label={`Watch ${sandbox.title} alone`}>
      <Screen sandbox={sandbox} mode="thumbnail" />
    </Link>
    <ProgressBar sandbox={sandbox} corner={cornerAt(index)} />
  </article>
)

/** Undefined where there is nothing to see but what the lobby shows: nobody had staked on the match. */
const invitation = (match: Match, market: Market | undefined) => {
  if (match.status === 'decided' || match.status === 'voided') return market?.pool ? 'See how it was settled' : undefined
  return !market || market.status === 'open' ? 'Watch and bet' : 'Watch the finish'
}

const Invitation = ({ match, market }: { readonly match: Match; readonly market: Market | undefined }) => {
  const text = invitation(match, market)
  return (
    text && (
      <Link href={`/matches/${match.id}`} className="button button-main">
        {text}
      </Link>
    )
  )
}

interface HeroProps {
  readonly match: Match
  readonly market: Market | undefined
  readonly viewers: number
}

export const Hero = ({ match, market, viewers }: HeroProps) => (
  <section className="hero" aria-labelledby="hero-title">
    <header className="hero-head">
      <div className="hero-kickers">
        <StatusPill {...matchLabel(match.status)} />
        <span className="hero-viewers">
          <Icon name="eye" size={16} />
          {`${viewers} watching`}
        </span>
      </div>
      <h1 id="hero-title">
        <Link href={`/matches/${match.id}`}>{match.title}</Link>
      </h1>
    </header>
    <div className="versus" data-count={match.sandboxes.length}>
      {match.sandboxes.map((sandbox, index) => (
        <Tile key={sandbox.id} sandbox={sandbox} market={market} index={index} won={match.result?.winner === sandbox.id} />
      ))}
      <div className="versus-middle">
        <MatchClock match={match} market={market} />
      </div>
    </div>
    <footer className="hero-foot">
      {market && (
        <div className="hero-pool">
          <span>
            Pool <strong className="figures">{credits(market.pool)}</strong>
          </span>
          <PoolBar market={market} />
        </div>
      )}
      <Invitation match={match} market={market} />
    </footer>
  </section>
)
