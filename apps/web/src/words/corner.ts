/** Corners: the colour by which a contestant or an outcome is known all over a page. */
import { NOBODY } from '@agent-arena/contracts'

/** Contestants by their place from 0: six colours, each plain, then hollow, then dotted, so that all of a match differ. */
export type Corner = `${number}` | 'yes' | 'no' | 'nobody'

const CORNERS = 18

export const cornerAt = (index: number): Corner => `${Math.max(0, index) % CORNERS}`

/** The corner of an outcome, by its place among the contestants of its market. */
export const cornerOf = (outcomeId: string, outcomes: readonly { readonly id: string }[]): Corner => {
  if (outcomeId === NOBODY) return 'nobody'
  if (outcomeId === 'success') return 'yes'
  if (outcomeId === 'failure') return 'no'
  return cornerAt(outcomes.findIndex(({ id }) => id === outcomeId))
}
