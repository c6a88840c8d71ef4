/** When a market locks by time. */

/** Percent of the time limit after which a market locks. */
const LOCK_TIME = 80

/** 80 % of the time limit after a start. */
export const lockTimeOf = (startsAt: string, timeLimitSeconds: number): string =>
  new Date(Date.parse(startsAt) + timeLimitSeconds * 10 * LOCK_TIME).toISOString()

/** Whether a time is the same as another or later. */
export const notBefore = (at: string, other: string): boolean => Date.parse(at) >= Date.parse(other)
