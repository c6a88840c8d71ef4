/** Holds the loop to one step per interval, so that an audience can follow. */
import { setTimeout as sleep } from 'node:timers/promises'

export const paceOf = (intervalMs: number, signal: AbortSignal): (() => Promise<void>) => {
  let nextAt = 0
  return async () => {
    const waitMs = nextAt - performance.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {})
    nextAt = performance.now() + intervalMs
  }
}
