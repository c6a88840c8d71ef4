/** A match: goal and checks, contestants side by side, the winner market with its slip, the result. */
import { Link } from 'wouter'
import type { Market, Match, MatchView } from '@agent-arena/contracts'
import { cornerAt } from '../../words/corner.ts'
import { matchCorrection, matchEndText } from '../../words/corrected.ts'
import { duration } from '../../words/format.ts'
import { isUnknown } from '../../words/problem.ts'
import { matchLabel, resultText } from '../../words/status.ts'
import { Announced } from '../../parts/bits/announced.tsx'
import { Checks } from '../../parts/bits/checks.tsx'
import { Icon } from '../../parts/bits/icon.tsx'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SideColumn } from '../../parts/bits/side-column.tsx'
import { PageSkeleton, SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { MarketPanel } from '../../parts/market/market-panel.tsx'
import { OddsChart } from '../../parts/market/odds-chart.tsx'
import { MatchClock } from '../../parts/match/match-clock.tsx'
import { MatchTools, OperatorOnly } from '../../parts/operator/operator-only.tsx'
import { NotFoundPage } from '../not-found.page.tsx'
import { Contestant } from './contestant.tsx'
import { useMatch } from './use-match.ts'
import '../../styles/match.css'

interface ResultProps {
  readonly match: Match
  readonly market: Market | undefined
}

/** The colour and the trophy of a winner only where the bets were paid by it. */
const Result = ({ match, market }: ResultProps) => {
  const text = matchEndText(match, market)
  if (!text) return null
  const isCorrected = matchCorrection(match, market) !== undefined
  const winner = match.sandboxes.findIndex(({ id }) => id === match.result?.winner)
  const icon = winner >= 0 ? 'trophy' : 'flag'
  return (
    <div className="result" data-corner={winner >= 0 && !isCorrected ? cornerAt(winner) : 'nobody'}>
      <Icon name={isCorrected ? 'switch' : icon} size={30} />
      <div>
        <p className="kicker">{match.status === 'voided' ? 'Voided' : 'Result'}</p>
        <p className="result-text">{text}</p>
      </div>
      <Link href="/" className="result-way">
        See what is on now
      </Link>
    </div>
  )
}

const Goal = ({ match }: { readonly match: Match }) => (
  <section className="panel goal" aria-labelledby="goal">
    <h2 id="goal">The goal</h2>
    <p className="goal-text">{match.goal.text}</p>
    <h3 className="kicker">What the referee looks at</h3>
    <Checks
      checks={match.sandboxes[0]?.checks ?? []}
      holders={match.sandboxes.map(({ title, checks }, index) => ({
        name: title,
        corner: cornerAt(index),
        met: checks.map(({ met }) => met),
      }))}
    />
    <p className="fine-print">
      {`First to meet every required check wins. Time limit ${duration(match.timeLimitSeconds)}${match.seed === null ? '' : `, seed ${match.seed}`}, ${match.rated ? 'rated' : 'unrated'}.`}
    </p>
  </section>
)

const MatchBody = ({ view: { match, markets } }: { readonly view: MatchView }) => {
  const market = markets.find(({ id }) => id === match.marketId)
  return (
    <div className="match">
      <header className="match-head">
        <div>
          <StatusPill {...matchLabel(match.status)} />
          <h1>{match.title}</h1>
        </div>
        {!resultText(match) && <MatchClock match={match} market={market} />}
      </header>
      <Announced>
        <Result match={match} market={market} />
      </Announced>
      <div className="match-columns">
        <div className="contestants" data-count={match.sandboxes.length}>
          {match.sandboxes.map((sandbox, index) => (
            <Contestant
              key={sandbox.id}
              sandbox={sandbox}
              market={market}
              index={index}
              won={match.result?.winner === sandbox.id}
            />
          ))}
        </div>
        <SideColumn className="match-side">
          {market ? <MarketPanel key={market.id} market={market} /> : <SkeletonLines lines={8} />}
          <OperatorOnly>
            <MatchTools match={match} />
          </OperatorOnly>
        </SideColumn>
        <div className="match-facts">
          <Goal match={match} />
          {market && <OddsChart key={market.id} market={market} />}
        </div>
      </div>
    </div>
  )
}

export const MatchPage = ({ matchId }: { readonly matchId: string }) => {
  const { data, error, refetch } = useMatch(matchId)
  if (data)
    return (
      <>
        <title>{`${data.match.title} · Agent Arena`}</title>
        <MatchBody view={data} />
      </>
    )
  if (isUnknown(error)) return <NotFoundPage what="match" />
  return error ? <ProblemNotice problem={error} retry={() => void refetch()} /> : <PageSkeleton screens={2} />
}
