/** A race over HTTP: how large it is, how it came out, and what the proof of the races writes down of it. */
import { appendFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import { isRejection, type Bet } from '@agent-arena/contracts'
import { raceCounts } from './race-counts.ts'

/** Full counts (RACES=full) as they are proved. */
export const COUNTS = raceCounts[process.env['RACES'] === 'full' ? 'full' : 'small']

/** Told to whoever gathers the figures in a file; to nobody otherwise. */
export const tellFigures = (figures: Readonly<Record<string, number>>): void => {
  const file = process.env['RACES_FIGURES']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figures)}\n`)
}

export interface Raced {
  readonly placed: readonly Bet[]
  /** Why the others were refused. */
  readonly reasons: readonly string[]
}

/** Every attempt is answered by a bet or by a refusal. */
export const raceOf = async (attempts: readonly Promise<Bet>[]): Promise<Raced> => {
  const settled = await Promise.allSettled(attempts)
  const faults = settled.flatMap((one) => (one.status === 'rejected' && !isRejection(one.reason) ? [String(one.reason)] : []))
  expect(faults).toEqual([])
  return {
    placed: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    reasons: settled.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as { reason: string }).reason)] : [])),
  }
}
