/** What is marked beside the odds: where each mark stands on the chart, and the same as a list that can be read. */
import type { MarketHistory } from '@agent-arena/contracts'
import { withoutReason } from '../../words/corrected.ts'
import { timeOfDay } from '../../words/format.ts'
import { Icon, type IconName } from '../bits/icon.tsx'
import { placeIn, type Span } from './odds-history.ts'

type Mark = MarketHistory['marks'][number]

const icons: Readonly<Record<Mark['kind'], IconName>> = {
  start: 'clock',
  progress: 'gauge',
  closed: 'flag',
  lock: 'lock',
  verdict: 'gavel',
  void: 'cross',
}

/** Marks closer than this, in parts of the width, share one icon: the later one's. */
const LEAST_APART = 0.055

const placed = (marks: readonly Mark[], span: Span) => marks.map((mark) => ({ mark, place: placeIn(span, Date.parse(mark.at)) }))

/** Lines for all, icons only where there is room for them. */
export const MarkLines = ({ marks, span }: { readonly marks: readonly Mark[]; readonly span: Span }) => {
  const all = placed(marks, span)
  return all.map(({ mark, place }, index) => {
    const next = all[index + 1]
    const hasRoom = !next || next.place - place >= LEAST_APART
    return (
      <span key={`${mark.kind} ${mark.at}`} className="chart-mark" data-kind={mark.kind} style={{ left: `${place * 100}%` }}>
        {hasRoom && <Icon name={icons[mark.kind]} size={14} />}
      </span>
    )
  })
}

export const MarkList = ({ marks }: { readonly marks: readonly Mark[] }) => (
  <ul className="chart-marks" aria-label="What happened">
    {marks.map((mark) => (
      <li key={`${mark.kind} ${mark.at}`} data-kind={mark.kind}>
        <Icon name={icons[mark.kind]} size={14} />
        <span>{withoutReason(mark.text)}</span>
        <time className="figures" dateTime={mark.at}>
          {timeOfDay(mark.at)}
        </time>
      </li>
    ))}
  </ul>
)
