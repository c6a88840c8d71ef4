/** Tries a piece of work a bounded number of times, and for as long as it takes where the answer is only "not now". */
import { setTimeout as sleep } from 'node:timers/promises'
import { isRejection, LaterVersion } from '@agent-arena/contracts'
import { isUnavailable, Superseded } from '@agent-arena/event-store'
import { isAbsence } from '@agent-arena/message-bus'

export interface Patience {
  /** How often it may fail before it is given up. */
  readonly attempts: number
  /** How long one attempt may take, milliseconds; one that takes longer has failed. */
  readonly limitMs: number
  /** Before the second attempt, milliseconds; then twice as long each time. */
  readonly firstPauseMs: number
}

/** Five attempts within two seconds, unless they hang. */
export const defaultPatience: Patience = { attempts: 5, limitMs: 30_000, firstPauseMs: 100 }

const LONGEST_PAUSE_MS = 5000
/** What is under way when everything stops may still end by itself. */
const STOP_GRACE_MS = 1000

export interface Failure {
  /** What the last attempt failed with, in words. */
  readonly reason: string
  readonly attempts: number
}

export interface AttemptOptions {
  readonly patience: Patience
  /** Ends attempts and pauses; its reason is thrown. */
  readonly signal: AbortSignal
  /** Told of each fault, also of those that only mean "not now". */
  readonly onFault: (fault: unknown) => void
}

/** Others were quicker, again and again: replicas that write the same streams. */
const isContention = (fault: unknown): boolean => isRejection(fault) && fault.reason === 'version-conflict'

/** The far side is away or busy, or a newer build has to go on; that says nothing against the work. */
const isNotNow = (fault: unknown): boolean =>
  isUnavailable(fault) || fault instanceof LaterVersion || isAbsence(fault) || isContention(fault)

const wordsOf = (fault: unknown) => (Error.isError(fault) ? `${fault.name}: ${fault.message}` : String(fault))

/** Rejects when the work takes too long, or some time after the signal; the work itself cannot be stopped, so repeats must be harmless. */
export const withinLimit = (work: () => Promise<void>, limitMs: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const late = setTimeout(() => reject(new Error(`It did not end within ${limitMs / 1000} seconds.`)), limitMs)
  let grace: NodeJS.Timeout | undefined
  const onAbort = () => (grace = setTimeout(() => reject(signal.reason), STOP_GRACE_MS))
  signal.addEventListener('abort', onAbort, { once: true })
  work().then(resolve, reject)
  return promise.finally(() => {
    clearTimeout(late)
    clearTimeout(grace)
    signal.removeEventListener('abort', onAbort)
  })
}

const pause = async (ms: number, signal: AbortSignal) => {
  await sleep(Math.min(ms, LONGEST_PAUSE_MS), undefined, { signal }).catch(() => signal.throwIfAborted())
}

/** Null when it is done, else why it was given up. Throws the signal's reason, and `Superseded`. */
export const attempt = async (
  work: () => Promise<void>,
  { patience, signal, onFault }: AttemptOptions,
): Promise<Failure | null> => {
  for (let failed = 0, waited = 0; ;) {
    signal.throwIfAborted()
    try {
      await withinLimit(work, patience.limitMs, signal)
      return null
    } catch (fault) {
      signal.throwIfAborted()
      if (fault instanceof Superseded) throw fault
      onFault(fault)
      if (isNotNow(fault)) waited++
      else if (++failed === patience.attempts) return { reason: wordsOf(fault), attempts: failed }
    }
    await pause(patience.firstPauseMs * 2 ** (failed + waited - 1), signal)
  }
}
