/** A market beside its run: question, pool and time, then the slip while it is open, pools and result afterwards. */
import { useEffect, useRef } from 'react'
import type { Market } from '@agent-arena/contracts'
import { keys } from '../../api/queries.ts'
import { renewSoon } from '../../api/renew.ts'
import { credits } from '../../words/format.ts'
import { lockText, marketLabel } from '../../words/status.ts'
import { BetSlip } from '../bet-slip/bet-slip.tsx'
import { Countdown } from '../bits/countdown.tsx'
import { Icon } from '../bits/icon.tsx'
import { StatusPill } from '../bits/status-pill.tsx'
import { CorrectSettlement, OperatorOnly } from '../operator/operator-only.tsx'
import { useInView } from '../screen/use-in-view.ts'
import { FinalPools } from './final-pools.tsx'
import { knownLockAt, notBegunText } from './lock.ts'
import { MyMarketBets, useMyBetsOn } from './my-market-bets.tsx'
import { PoolBar } from './pool-bar.tsx'
import { PublicBets } from './public-bets.tsx'
import { SettlementSummary } from './settlement-summary.tsx'
import { standingOf } from './standing.ts'

const questionOf = ({ kind, title }: Market) => (kind === 'winner' ? 'Who wins?' : title)

const Closed = ({ market, staked }: { readonly market: Market; readonly staked: number }) => (
  <>
    <p className="lock-note">
      <Icon name="lock" />
      {market.status === 'voided' ? 'The market was voided: every stake came back.' : lockText(market)}
    </p>
    <FinalPools market={market} />
    {market.status === 'locked' && staked > 0 && <p className="quiet">{`You have ${credits(staked)} riding on this.`}</p>}
    {market.status !== 'locked' && <SettlementSummary market={market} />}
  </>
)

/** On a phone the panel is below the screens: a bar at the bottom leads to it. */
const Shortcut = ({ lockAt }: { readonly lockAt: string | undefined }) => (
  <a className="bet-shortcut" href="#bet">
    <Icon name="ticket" />
    Place a bet
    {lockAt && <Countdown until={lockAt} label="locks in" />}
  </a>
)

export const MarketPanel = ({ market }: { readonly market: Market }) => {
  const panel = useRef<HTMLElement>(null)
  const inView = useInView(panel)
  const bets = useMyBetsOn(market.id)
  const standing = standingOf(bets)
  const lockAt = knownLockAt(market)
  // What happens after the close moves credits: a settlement, and a correction of it.
  const closedVersion = market.status === 'open' ? undefined : market.version
  useEffect(() => {
    if (closedVersion !== undefined) renewSoon(keys.mine)
  }, [closedVersion])
  return (
    <section className="panel market" id="bet" ref={panel} aria-labelledby={`question-${market.id}`}>
      <header className="market-head">
        <h2 id={`question-${market.id}`}>{questionOf(market)}</h2>
        <StatusPill {...marketLabel(market.status)} />
      </header>
      <div className="market-facts">
        <span>
          Pool <strong className="figures">{credits(market.pool)}</strong>
        </span>
        {lockAt && <Countdown until={lockAt} label="Locks in" />}
        {market.status === 'open' && !lockAt && <span>{notBegunText(market)}</span>}
      </div>
      <PoolBar market={market} />
      {standing && (
        <p className="standing" data-tone={standing.tone} aria-live="polite">
          {standing.text}
        </p>
      )}
      {market.status === 'open' ? (
        <BetSlip market={market} />
      ) : (
        <Closed market={market} staked={bets.reduce((sum, { stake }) => sum + stake, 0)} />
      )}
      <MyMarketBets market={market} bets={bets} />
      <PublicBets market={market} />
      {market.status === 'open' && (
        <p className="fine-print">
          {`Winners share the losing side${market.feeBps > 0 ? `, less ${market.feeBps / 100}%` : ''}. Betting closes at 80% of the time, at 90% progress, or when the run ends.`}
        </p>
      )}
      {market.status === 'settled' && (
        <OperatorOnly>
          <CorrectSettlement market={market} />
        </OperatorOnly>
      )}
      {market.status === 'open' && !inView && <Shortcut lockAt={lockAt} />}
    </section>
  )
}
