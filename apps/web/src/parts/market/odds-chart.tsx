/** The share of the pool over time, one step line an outcome, with bets, progress and what is marked beside them. */
import { useState, type PointerEvent } from 'react'
import type { Market, MarketHistory } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { cornerOf } from '../../words/corner.ts'
import { multiplier, percents, plural, timeOfDay } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { betsPath, chartPoints, courseOf, pointAt, placeIn, progressPath, sharePath, type ChartPoint } from './odds-history.ts'
import { MarkLines, MarkList } from './odds-marks.tsx'
import { useOdds } from './use-odds.ts'

const WIDTH = 400
const HEIGHT = 140
/** How high the largest bets stand, in the chart's own units. */
const BETS_HEIGHT = 26

/** In a market of two sides one line says it all. */
const linesOf = ({ kind, outcomes }: Market) => (kind === 'success' ? outcomes.filter(({ id }) => id === 'success') : outcomes)

interface Shown {
  readonly market: Market
  readonly points: readonly ChartPoint[]
}

/** Where nobody can bet any more, there are no odds but those of an earlier time that is pointed at. */
const Readout = ({
  market,
  point,
  hasOdds,
}: {
  readonly market: Market
  readonly point: ChartPoint
  readonly hasOdds: boolean
}) => {
  const texts = percents(market.outcomes.map(({ id }) => point.shares.get(id) ?? 0))
  return (
    <ul className="chart-legend">
      {market.outcomes.map((outcome, index) => (
        <li key={outcome.id} data-corner={cornerOf(outcome.id, market.outcomes)}>
          <span className="swatch" aria-hidden="true" />
          {outcomeLabel(outcome)}
          <strong className="figures">{point.shares.size === 0 ? '–' : texts[index]}</strong>
          {hasOdds && <span className="figures quiet">{multiplier(point.multipliers.get(outcome.id))}</span>}
        </li>
      ))}
    </ul>
  )
}

const useHover = (fromMs: number, toMs: number) => {
  const [atMs, setAtMs] = useState<number>()
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setAtMs(fromMs + Math.min(1, Math.max(0, (event.clientX - left) / width)) * (toMs - fromMs))
  }
  return { atMs, handlers: { onPointerMove: follow, onPointerDown: follow, onPointerLeave: () => setAtMs(undefined) } }
}

const Lines = ({ market, points, fromMs, toMs }: Shown & { readonly fromMs: number; readonly toMs: number }) => {
  const box = { width: WIDTH, height: HEIGHT, fromMs, toMs }
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={inWords({ market, points })}>
      <path className="chart-progress" d={progressPath(points, box)} />
      <path className="chart-grid" d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
      <path className="chart-bets" d={betsPath(points, box, BETS_HEIGHT)} />
      {linesOf(market).map(({ id }) => (
        <path key={id} className="chart-line" data-corner={cornerOf(id, market.outcomes)} d={sharePath(points, id, box)} />
      ))}
    </svg>
  )
}

const inWords = ({ market, points }: Shown) => {
  const last = points.at(-1)
  const texts = percents(market.outcomes.map(({ id }) => last?.shares.get(id) ?? 0))
  const shares = market.outcomes.map((outcome, index) => `${outcomeLabel(outcome)} ${texts[index]}`)
  const bets = points.reduce((sum, point) => sum + point.bets, 0)
  return `Share of the pool over time after ${plural(bets, 'bet')}: ${shares.join(', ')}`
}

const Drawn = ({ market, points: known, marks }: Shown & Pick<MarketHistory, 'marks'>) => {
  const { points, marks: drawn, span } = courseOf(known, marks)
  const { fromMs, toMs } = span
  const { atMs, handlers } = useHover(fromMs, toMs)
  const point = pointAt(points, atMs ?? toMs)
  return (
    <figure className="chart">
      <figcaption>
        <span className="kicker">Share of the pool</span>
        <span className="figures quiet">{atMs === undefined ? '' : timeOfDay(new Date(atMs).toISOString())}</span>
      </figcaption>
      {point && <Readout market={market} point={point} hasOdds={market.status === 'open' || atMs !== undefined} />}
      <div className="chart-plot" {...handlers}>
        <span className="chart-scale figures" aria-hidden="true">
          <span>100%</span>
          <span>50%</span>
          <span>0</span>
        </span>
        <Lines market={market} points={points} {...span} />
        <MarkLines marks={drawn} span={span} />
        {atMs !== undefined && <span className="chart-cursor" style={{ left: `${placeIn(span, atMs) * 100}%` }} />}
      </div>
      <div className="chart-axis figures">
        <span>{timeOfDay(new Date(fromMs).toISOString())}</span>
        <span>{timeOfDay(new Date(toMs).toISOString())}</span>
      </div>
      <p className="chart-key">
        <span className="chart-key-bets">bets by their stakes</span>
        <span className="chart-key-progress">progress</span>
      </p>
      <MarkList marks={marks} />
    </figure>
  )
}

export const OddsChart = ({ market }: { readonly market: Market }) => {
  const history = useOdds(market)
  const now = useNow()
  if (!history || market.pool === 0) return null
  const points = chartPoints(history, market, now)
  return points.length < 2 ? null : <Drawn market={market} points={points} marks={history.marks} />
}
