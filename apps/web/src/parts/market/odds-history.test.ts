/** The history of a market’s pool as a chart draws it. */
import { describe, expect, test } from '@jest/globals'
import type { Market, MarketHistory } from '@agent-arena/contracts'
import { betsPath, chartPoints, courseOf, placeIn, pointAt, progressPath, sharePath } from './odds-history.ts'

const sides = (yes: number, no: number) => [
  { id: 'success', name: '', stake: yes, shares: '0', multiplier: yes === 0 ? null : 2, open: true },
  { id: 'failure', name: '', stake: no, shares: '0', multiplier: 3, open: true },
]

const point = (seconds: number, yes: number, no: number, more: Partial<MarketHistory['points'][number]> = {}) => {
  return { at: new Date(seconds * 1000).toISOString(), outcomes: sides(yes, no), progress: 0, bets: 0, staked: 0, ...more }
}

const market = (status: Market['status'], yes: number, no: number) => ({ status, outcomes: sides(yes, no) })
const recorded = {
  points: [point(1, 0, 0), point(2, 30, 10, { bets: 2, staked: 40 }), point(4, 30, 30, { bets: 1, staked: 20, progress: 50 })],
}
const box = { width: 100, height: 40, fromMs: 1000, toMs: 5000 }

describe('the points', () => {
  test('end with how an open market stands now', () => {
    const points = chartPoints(recorded, market('open', 60, 30), 5000)
    expect(points.map(({ atMs, shares }) => [atMs, shares.get('success')])).toEqual([
      [1000, undefined],
      [2000, 0.75],
      [4000, 0.5],
      [5000, 60 / 90],
    ])
    expect(points.at(-1)).toMatchObject({ progress: 50, bets: 0, staked: 0 })
  })
  test('end with the last event of a market that is closed', () =>
    expect(chartPoints(recorded, market('settled', 60, 30), 9000)).toHaveLength(3))
  test('have no further one while the clock is behind', () =>
    expect(chartPoints(recorded, market('open', 60, 30), 3000)).toHaveLength(3))
  test('are none of a market without events', () => expect(chartPoints({ points: [] }, market('open', 0, 0), 1)).toEqual([]))
})

test('at a time the last point before it holds', () => {
  const points = chartPoints(recorded, market('locked', 0, 0), 0)
  expect([0, 1500, 2000, 3999, 9000].map((atMs) => pointAt(points, atMs)?.atMs)).toEqual([1000, 1000, 2000, 2000, 4000])
  expect(pointAt([], 1)).toBeUndefined()
})

describe('what is drawn', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString()
  const corrected = [...recorded.points, point(6, 30, 30), point(90_000, 30, 30)]
  const points = chartPoints({ points: corrected }, market('settled', 30, 30), 0)
  const lock = { at: at(4), kind: 'lock' as const, text: '' }
  const verdict = { at: at(6), kind: 'verdict' as const, text: '' }
  test('ends with the first verdict: a correction hours later is left to the list', () => {
    const course = courseOf(points, [lock, verdict, { ...verdict, at: at(90_000) }])
    expect(course.span).toEqual({ fromMs: 1000, toMs: 6000 })
    expect(course.points.map(({ atMs }) => atMs)).toEqual([1000, 2000, 4000, 6000])
    expect(course.marks).toEqual([lock, verdict])
  })
  test('is everything while there is no verdict', () =>
    expect(courseOf(points, [lock])).toEqual({ points, marks: [lock], span: { fromMs: 1000, toMs: 90_000_000 } }))
})

test('a time before the first or after the last stands at the edge', () =>
  expect([0, 1000, 3000, 9000].map((atMs) => placeIn(box, atMs))).toEqual([0, 0, 0.5, 1]))

describe('the lines', () => {
  const points = chartPoints(recorded, market('locked', 0, 0), 0)
  test('hold each share until the next, from the first stake on', () =>
    expect(sharePath(points, 'success', box)).toBe('M25.0 10.0H75.0V20.0H100'))
  test('show progress as an area', () => expect(progressPath(points, box)).toBe('M0.0 40.0H25.0V40.0H75.0V20.0H100V40H0.0Z'))
  test('show no progress where there is none', () => expect(progressPath(points.slice(0, 2), box)).toBe(''))
  test('show bets by what they staked', () => expect(betsPath(points, box, 10)).toBe('M25.0 40v-10.0M75.0 40v-7.1'))
  test('are empty without points', () => expect(sharePath([], 'success', box)).toBe(''))
})
