/** When a market locks by time. */

/** Percent of the time limit after which a market locks. */
const LOCK_TIME = 80

/** 80 % of the time limit after a start. */
export const lockTimeOf = (startsAt: string, timeLimitSeconds: number): string =>
  new Date(Date.parse(startsAt) + timeLimitSeconds * 10 * LOCK_TIME).toISOString()

/** The time limit of a run, from when it began and when its market locks: the lock stands at 80 % of it. */
export const timeLimitOf = ({ startedAt, lockAt }: { readonly startedAt: string; readonly lockAt: string }): number =>
  (Date.parse(lockAt) - Date.parse(startedAt)) / (10 * LOCK_TIME)

/** Whether a time is the same as another or later. */
export const notBefore = (at: string, other: string): boolean => Date.parse(at) >= Date.parse(other)

/** When a run began, and when that locks its market: before its start the lock time is an estimate. */
export interface LockClock {
  readonly startedAt: string | null
  readonly lockAt: string | null
}

/** Whether the lock time is over. It counts by itself, whether or not a timer told of it, and never before the run has begun. */
export const isPastLock = ({ startedAt, lockAt }: LockClock, at: string): boolean =>
  startedAt !== null && lockAt !== null && notBefore(at, lockAt)
