/** Seed after seed, until one is broken or there are enough. */
import { simulate, type Outcome } from './simulate.ts'
import type { Parts } from './world/parts.ts'

export interface ExploreOptions {
  readonly from: number
  readonly seeds: number
  readonly parts: Parts
  readonly onOutcome?: (outcome: Outcome) => void
}

export interface Explored {
  readonly tried: number
  readonly turns: number
  readonly virtualMs: number
  readonly broken: Outcome | null
}

export const explore = async ({ from, seeds, parts, onOutcome }: ExploreOptions): Promise<Explored> => {
  let [tried, turns, virtualMs] = [0, 0, 0]
  while (tried < seeds) {
    const outcome = await simulate({ seed: from + tried, parts })
    onOutcome?.(outcome)
    tried++
    turns += outcome.turns
    virtualMs += outcome.virtualMs
    if (outcome.broken !== null) return { tried, turns, virtualMs, broken: outcome }
  }
  return { tried, turns, virtualMs, broken: null }
}
