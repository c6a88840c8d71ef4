/** A contestant on the match page: screen, progress, what it thinks and does. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { isEnded, type Market, type Sandbox } from '@agent-arena/contracts'
import { latestQuery } from '../../api/queries.ts'
import { cornerAt } from '../../words/corner.ts'
import { credits } from '../../words/format.ts'
import { sandboxLabel } from '../../words/status.ts'
import { Icon } from '../../parts/bits/icon.tsx'
import { ProgressBar } from '../../parts/bits/progress-bar.tsx'
import { StatusPill } from '../../parts/bits/status-pill.tsx'
import { refusedGift } from '../../parts/credits/gift.ts'
import { sentenceOf } from '../../parts/feed/sentence.ts'
import { ContestantHead } from '../../parts/match/contestant-head.tsx'
import { Screen } from '../../parts/screen/screen.tsx'
import { type Latest, latestOf } from './latest.ts'

const DEEDS = 3
/** As many as may move at all: those beyond do not ask, so that it is always the same ones that move. */
const MOVING = 2

const noThought = (status: Sandbox['status']) => {
  if (isEnded(status)) return 'It left no thoughts behind.'
  return status === 'running' ? 'It has not told a thought yet.' : 'Its thoughts appear here once it runs.'
}

interface CaptionProps {
  readonly latest: Latest
  readonly status: Sandbox['status']
}

const Caption = ({ latest: { thought, deeds }, status }: CaptionProps) => (
  <div className="caption">
    <p className="caption-thought">{thought ? sentenceOf(thought).text : noThought(status)}</p>
    {deeds.length > 0 && (
      <ul className="caption-deeds">
        {deeds.map((deed) => {
          const { icon, text, tone } = sentenceOf(deed)
          return (
            <li key={deed.seq} data-tone={tone}>
              <Icon name={icon} size={14} />
              <span>{text}</span>
            </li>
          )
        })}
      </ul>
    )}
  </div>
)

interface ContestantProps {
  readonly sandbox: Sandbox
  readonly market: Market | undefined
  readonly index: number
  readonly won: boolean
}

export const Contestant = ({ sandbox, market, index, won }: ContestantProps) => {
  const ended = isEnded(sandbox.status)
  const { data } = useQuery(latestQuery(sandbox.id, sandbox.status === 'running'))
  return (
    <article className="contestant" data-corner={cornerAt(index)} data-won={won}>
      <ContestantHead sandbox={sandbox} market={market} />
      <Screen sandbox={sandbox} mode={index < MOVING ? 'motion' : 'thumbnail'} />
      <div className="contestant-state">
        <StatusPill {...sandboxLabel(sandbox.status)} />
        <ProgressBar sandbox={sandbox} corner={cornerAt(index)} />
      </div>
      {sandbox.outcome && <p className="contestant-cause">{sandbox.outcome.cause}</p>}
      <Caption latest={latestOf(data?.items ?? [], DEEDS)} status={sandbox.status} />
      <p className="contestant-more">
        <Link href={`/sandboxes/${sandbox.id}`}>{ended ? 'Look back at every step' : 'Watch every step'}</Link>
        {!refusedGift(sandbox) && <Link href={`/sandboxes/${sandbox.id}#give`}>Give it credits</Link>}
        {sandbox.budget.creditsGiven > 0 && (
          <span className="quiet figures">{`${credits(sandbox.budget.creditsGiven)} given`}</span>
        )}
      </p>
    </article>
  )
}
