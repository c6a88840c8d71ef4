/** The share of the pool over time, one step line an outcome, with the lock marked. */
import type { Market } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { percents, timeOfDay } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { type OddsPoint, stepPath } from './odds-history.ts'

const WIDTH = 400
const HEIGHT = 96

/** In a market of two sides one line says it all. */
const linesOf = ({ kind, outcomes }: Market) => (kind === 'success' ? outcomes.filter(({ id }) => id === 'success') : outcomes)

/** The last shares of the pool by outcome, as whole percents. */
const sharesAt = ({ shares }: OddsPoint, { outcomes }: Market) => {
  const texts = percents(outcomes.map(({ id }) => shares.get(id) ?? 0))
  return new Map(outcomes.map(({ id }, index) => [id, texts[index]]))
}

export const OddsChart = ({ market, points }: { readonly market: Market; readonly points: readonly OddsPoint[] }) => {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const box = { width: WIDTH, height: HEIGHT, fromMs: first.atMs, toMs: last.atMs }
  const lockX = market.lockedAt && ((Date.parse(market.lockedAt) - box.fromMs) / Math.max(1, box.toMs - box.fromMs)) * WIDTH
  const lines = linesOf(market)
  const shares = sharesAt(last, market)
  const words = lines.map((outcome) => `${outcomeLabel(outcome)} ${shares.get(outcome.id)}`)
  return (
    <figure className="chart">
      <figcaption>
        <span className="kicker">Share of the pool</span>
        <span className="figures">{words.join(' · ')}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Share of the pool over time, now ${words.join(', ')}`}
      >
        <path className="chart-grid" d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
        {lines.map(({ id }) => (
          <path key={id} className="chart-line" data-corner={cornerOf(id, market.outcomes)} d={stepPath(points, id, box)} />
        ))}
        {lockX && <path className="chart-lock" d={`M${Math.min(WIDTH, lockX)} 0V${HEIGHT}`} />}
      </svg>
      <div className="chart-axis figures">
        <span>{timeOfDay(new Date(box.fromMs).toISOString())}</span>
        <span>{timeOfDay(new Date(box.toMs).toISOString())}</span>
      </div>
    </figure>
  )
}
