/** Programs of a measurement, as children of this process: one that fails ends the measurement, and none outlives it. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'

export interface Programs {
  /** Resolves with the first message that it sends. */
  start(path: string, ...args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly first: unknown }>
  /** Ends the measurement, as a program does that fails. */
  readonly fail: (fault: unknown) => void
  /** Aborted when the measurement is over, however it ended. */
  readonly signal: AbortSignal
}

/** Errors: what the work throws, or that a program failed meanwhile. */
export const withPrograms = async <T>(work: (programs: Programs) => Promise<T>): Promise<T> => {
  const failed = Promise.withResolvers<never>()
  const over = new AbortController()
  const start: Programs['start'] = async (path, ...args) => {
    const child = fork(path, [...args])
    over.signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true })
    const name = [basename(path), args[0] ?? ''].join(' ').trim()
    child.on('error', failed.reject) // Once for each message that a dead one was sent.
    child.once('exit', (code, signal) => {
      if (code !== 0) failed.reject(new Error(`The program ${name} ended: ${signal ?? `exit code ${code}`}.`))
    })
    const [first] = (await once(child, 'message')) as [unknown]
    return { child, first }
  }
  try {
    return await Promise.race([work({ start, fail: failed.reject, signal: over.signal }), failed.promise])
  } finally {
    over.abort()
  }
}
