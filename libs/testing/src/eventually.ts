/** Waits for what becomes true by itself. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Patience {
  readonly timeoutMs?: number
  readonly everyMs?: number
}

/** What the assertion returns as soon as it passes; its last error when it does not within the time. */
export const eventually = async <T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 5_000, everyMs = 20 }: Patience = {},
): Promise<T> => {
  for (const end = Date.now() + timeoutMs; ; await sleep(everyMs)) {
    try {
      return await assertion()
    } catch (error) {
      if (Date.now() >= end) throw error
    }
  }
}
