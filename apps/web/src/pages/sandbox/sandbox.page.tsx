/** A sandbox: its screen large, every step of its agent, the checks of its goal, and the market on its success. */
import { Link } from 'wouter'
import type { Sandbox } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { isUnknown } from '../../words/problem.ts'
import { sandboxLabel } from '../../words/status.ts'
import { Announced } from '../../parts/bits/announced.tsx'
import { Checks } from '../../parts/bits/checks.tsx'
import { Countdown } from '../../parts/bits/countdown.tsx'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { ProgressBar } from '../../parts/bits/progress-bar.tsx'
import { SideColumn } from '../../parts/bits/side-column.tsx'
import { PageSkeleton, SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { CreditsPanel } from '../../parts/credits/credits-panel.tsx'
import { FeedList } from '../../parts/feed/feed-list.tsx'
import { MarketPanel } from '../../parts/market/market-panel.tsx'
import { OddsChart } from '../../parts/market/odds-chart.tsx'
import { agentName } from '../../parts/match/contestant-head.tsx'
import { sandboxDeadline } from '../../parts/match/deadline.ts'
import { OperatorOnly, SandboxTools } from '../../parts/operator/operator-only.tsx'
import { Screen } from '../../parts/screen/screen.tsx'
import { NotFoundPage } from '../not-found.page.tsx'
import { LowerThird } from './lower-third.tsx'
import { OutcomeBanner } from './outcome-banner.tsx'
import { useSandbox } from './use-sandbox.ts'
import '../../styles/match.css'
import '../../styles/feed.css'
import '../../styles/sandbox.css'

const isToStart = ({ status }: Sandbox) => status === 'requested' || status === 'provisioning' || status === 'ready'

/** An external agent may come later than its time. */
const StartClock = ({ sandbox: { startsAt, agentKind } }: { readonly sandbox: Sandbox }) => {
  const isDue = Date.parse(startsAt) <= useNow()
  if (isDue && agentKind === 'external') return <p className="match-locked">Waits for its agent</p>
  return <Countdown until={startsAt} label="Starts in" />
}

const Head = ({ sandbox }: { readonly sandbox: Sandbox }) => (
  <header className="match-head">
    <div>
      <div className="sandbox-kickers">
        <StatusPill {...sandboxLabel(sandbox.status)} />
        <span className="contestant-model">{agentName(sandbox)}</span>
        {sandbox.matchId && <Link href={`/matches/${sandbox.matchId}`}>To its match</Link>}
      </div>
      <h1>{sandbox.title}</h1>
    </div>
    <div className="match-clock">
      {sandbox.status === 'running' && <Countdown until={sandboxDeadline(sandbox)} label="Time left" />}
      {isToStart(sandbox) && <StartClock sandbox={sandbox} />}
    </div>
  </header>
)

const Goal = ({ sandbox }: { readonly sandbox: Sandbox }) => (
  <section className="panel goal" aria-labelledby="goal">
    <h2 id="goal">The goal</h2>
    <p className="goal-text">{sandbox.goal.text}</p>
    <h3 className="kicker">What the referee looks at</h3>
    <Checks
      checks={sandbox.checks}
      holders={[{ name: sandbox.title, corner: 'yes', met: sandbox.checks.map(({ met }) => met) }]}
    />
  </section>
)

const waitingText = (sandbox: Sandbox) =>
  isToStart(sandbox) ? 'Every thought and action of the agent appears here once it runs.' : 'The steps so far are on their way.'

const SandboxBody = ({ sandbox, live }: { readonly sandbox: Sandbox; readonly live: ReturnType<typeof useSandbox> }) => {
  const market = live.market.data
  return (
    <div className="sandbox">
      <Head sandbox={sandbox} />
      <Announced>
        <OutcomeBanner sandbox={sandbox} market={market} />
      </Announced>
      <div className="sandbox-columns">
        <div className="stage">
          <Screen sandbox={sandbox} mode="motion" />
          <LowerThird items={live.feed.items} />
          <ProgressBar sandbox={sandbox} />
        </div>
        <FeedList feed={live.feed} waiting={waitingText(sandbox)} />
        <SideColumn className="sandbox-side">
          {market ? <MarketPanel key={market.id} market={market} /> : <SkeletonLines lines={8} />}
          <CreditsPanel sandbox={sandbox} items={live.feed.items} />
          <OperatorOnly>
            <SandboxTools sandbox={sandbox} />
          </OperatorOnly>
        </SideColumn>
        <div className="sandbox-facts">
          <Goal sandbox={sandbox} />
          {market && <OddsChart key={market.id} market={market} />}
        </div>
      </div>
    </div>
  )
}

export const SandboxPage = ({ sandboxId }: { readonly sandboxId: string }) => {
  const live = useSandbox(sandboxId)
  const { data, error, refetch } = live.sandbox
  if (data)
    return (
      <>
        <title>{`${data.title} · Agent Arena`}</title>
        <SandboxBody sandbox={data} live={live} />
      </>
    )
  if (isUnknown(error)) return <NotFoundPage what="sandbox" />
  return error ? <ProblemNotice problem={error} retry={() => void refetch()} /> : <PageSkeleton />
}
