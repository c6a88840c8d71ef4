/** Tries a call at the door until it is answered: a gateway that restarts costs time, never an event. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient, messageOf } from './refusals.ts'

export interface Persistence {
  /** Stops trying; the call then fails with its last error. */
  readonly signal: AbortSignal
  readonly warn: (message: string) => void
  /** First pause; it doubles up to `maxPauseMs`. */
  readonly pauseMs?: number
  readonly maxPauseMs?: number
}

// A little chance, so that many sandboxes do not come back to a restarted gateway in step.
const withJitter = (pauseMs: number) => pauseMs * (0.75 + Math.random() / 2)

export const persistently = async <T>(call: () => Promise<T>, options: Persistence): Promise<T> => {
  const { signal, warn, pauseMs = 200, maxPauseMs = 5000 } = options
  for (let pause = pauseMs; ; pause = Math.min(pause * 2, maxPauseMs)) {
    try {
      return await call()
    } catch (error) {
      if (!isTransient(error) || signal.aborted) throw error
      warn(`The arena did not answer (${messageOf(error)}); trying again.`)
      await sleep(withJitter(pause), undefined, { signal }).catch(() => {})
      if (signal.aborted) throw error
    }
  }
}
