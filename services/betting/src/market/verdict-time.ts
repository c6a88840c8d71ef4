/** When a market that hears no verdict is given up. */
import type { LockCause } from '@agent-arena/contracts'

export const VERDICT_HOURS = 24

const HOUR_MS = 3_600_000

/** 24 hours after a time. */
const dayAfter = (at: string): string => new Date(Date.parse(at) + VERDICT_HOURS * HOUR_MS).toISOString()

/** From the end of the time limit, of a run that began or of one that never did. */
export const verdictDueAfterRun = (startsAt: string, timeLimitSeconds: number): string =>
  dayAfter(new Date(Date.parse(startsAt) + timeLimitSeconds * 1000).toISOString())

/** From the lock, where the market locked because the run was over; else from the end of the time limit as before. */
export const verdictDueAfterLock = (cause: LockCause, lockedAt: string, dueAt: string): string =>
  cause === 'ended' ? dayAfter(lockedAt) : dueAt
