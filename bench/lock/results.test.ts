/** Locks among the results. */
import { expect, test } from '@jest/globals'
import { causes, type Cause, type Latency } from './measure.ts'
import { lockResultsOf } from './results.ts'

const latency = (cause: Cause, p95Ms: number): Latency => ({
  cause,
  locks: 20,
  writtenP50Ms: 1,
  toldP50Ms: 2,
  writtenP95Ms: 3,
  toldP95Ms: 4,
  p50Ms: 5,
  p95Ms,
  maxMs: 1000,
  otherOdds: 0,
})

const round = (...p95s: readonly number[]) => causes.map((cause, index) => latency(cause, p95s[index] ?? NaN))

test('each cause is one line: the median of the rounds’ p95, beside 250 ms', () => {
  const results = lockResultsOf([round(25, 50, 300), round(20, 40, 100), round(50, 60, 200)])
  expect(results).toEqual([
    {
      name: 'lock told after its cause, end of the run: p95',
      value: 25,
      unit: 'ms',
      against: '250 ms',
      ratio: 0.1,
      spread: [0.08, 0.2],
    },
    expect.objectContaining({ name: 'lock told after its cause, 95% of progress: p95', value: 50, ratio: 0.2 }),
    expect.objectContaining({ name: 'lock told after its cause, lock time: p95', value: 200, ratio: 0.8, spread: [0.4, 1.2] }),
  ])
})
