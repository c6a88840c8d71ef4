/** Corners: the colour by which a contestant or an outcome is known all over a page. */
import { NOBODY } from '@agent-arena/contracts'

export type Corner = '0' | '1' | '2' | '3' | '4' | '5' | 'yes' | 'no' | 'nobody'

const contestants = ['0', '1', '2', '3', '4', '5'] as const

export const cornerAt = (index: number): Corner => contestants[Math.max(0, index) % contestants.length] ?? '0'

/** The corner of an outcome, by its place among the contestants of its market. */
export const cornerOf = (outcomeId: string, outcomes: readonly { readonly id: string }[]): Corner => {
  if (outcomeId === NOBODY) return 'nobody'
  if (outcomeId === 'success') return 'yes'
  if (outcomeId === 'failure') return 'no'
  return cornerAt(outcomes.findIndex(({ id }) => id === outcomeId))
}
