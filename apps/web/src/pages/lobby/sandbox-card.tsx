/** One running sandbox on the wall: screen, progress, odds, time. */
import { Link } from 'wouter'
import type { Market, Sandbox } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { multiplier } from '../../words/format.ts'
import { outcomeLabel, sandboxLabel } from '../../words/status.ts'
import { Countdown } from '../../parts/bits/countdown.tsx'
import { ProgressBar } from '../../parts/bits/progress-bar.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { agentName } from '../../parts/match/contestant-head.tsx'
import { sandboxDeadline } from '../../parts/match/deadline.ts'
import { oddsOf } from '../../parts/market/paid.ts'
import { Screen } from '../../parts/screen/screen.tsx'

const Odds = ({ market }: { readonly market: Market }) => (
  <span className="card-odds">
    {market.outcomes.map((outcome) => (
      <span key={outcome.id} data-corner={cornerOf(outcome.id, market.outcomes)}>
        {outcomeLabel(outcome)} <strong className="figures">{multiplier(oddsOf(market, outcome))}</strong>
      </span>
    ))}
  </span>
)

interface SandboxCardProps {
  readonly sandbox: Sandbox
  readonly market: Market | undefined
  /** Of the match that it is a contestant of, if any. */
  readonly matchTitle: string | undefined
}

export const SandboxCard = ({ sandbox, market, matchTitle }: SandboxCardProps) => (
  <article className="card">
    <Screen sandbox={sandbox} mode="thumbnail" />
    <div className="card-body">
      <h3>
        <Link href={`/sandboxes/${sandbox.id}`} className="card-link">
          {sandbox.title}
        </Link>
      </h3>
      {matchTitle && <p className="quiet">{matchTitle}</p>}
      <div className="card-facts">
        <StatusPill {...sandboxLabel(sandbox.status)} />
        <span className="contestant-model" title={agentName(sandbox)}>
          {agentName(sandbox)}
        </span>
        {sandbox.status === 'running' && <Countdown until={sandboxDeadline(sandbox)} label="left" />}
      </div>
      <ProgressBar sandbox={sandbox} />
      {market && <Odds market={market} />}
    </div>
  </article>
)
