/** How unreliable the simulated world is: each seed has weather of its own, so that faults meet each other in many ways. */
import type { Random } from '@agent-arena/testing'

export interface Weather {
  /** Shares of messages. */
  readonly lost: number
  readonly unanswered: number
  /** The sender gives up, and it arrives after all. */
  readonly late: number
  readonly slow: number
}

export const calm: Weather = { lost: 0, unanswered: 0, late: 0, slow: 0 }

/** Most seeds leave some kinds of faults out: what fails all the time hides what fails seldom. */
const share = (random: Random, worst: number) => (random.chance(0.5) ? random.next() * worst : 0)

export const weatherOf = (random: Random): Weather => ({
  lost: share(random, 0.05),
  unanswered: share(random, 0.08),
  late: share(random, 0.04),
  slow: share(random, 0.05),
})

export const FAULTS = ['crash', 'leave', 'pause', 'lose from stream', 'break feed', 'break leases', 'retry'] as const

export type FaultKind = (typeof FAULTS)[number]

export const faultsOf = (random: Random): readonly FaultKind[] => FAULTS.filter(() => random.chance(0.5))
