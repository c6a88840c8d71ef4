/** Real processes under test: started, listened to, killed, and gone afterwards. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { MARK } from './jest/left-behind.ts'

export interface ProcessOptions {
  /** Default: the Node that runs the tests. */
  readonly command?: string
  readonly args?: readonly string[]
  /** On top of the environment of the tests; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

const LINE_TIMEOUT_MS = 15_000

/** It leads a session of its own, so that `leftProcesses(pid)` finds its orphans; `await using` ends all of that session. */
export class StartedProcess implements AsyncDisposable {
  readonly #child
  #output = ''
  readonly #waiting = new Set<() => void>()
  /** Resolves when it has ended and all its output has been read. */
  readonly ended: Promise<ProcessEnd>

  constructor({ command = process.execPath, args = [], env = {}, cwd }: ProcessOptions) {
    const all = { ...process.env, ...env, [MARK]: process.env.ARENA_TEST_RUN }
    this.#child = spawn(command, args, { cwd, env: all, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    this.ended = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }))
    const wake = () => this.#hear('')
    this.ended.then(wake, wake)
  }

  get pid(): number {
    return Number(this.#child.pid)
  }

  /** Everything written so far, to both outputs. */
  get output(): string {
    return this.#output
  }

  #hear(text: string) {
    this.#output += text
    for (const wake of this.#waiting) wake()
  }

  #hasEnded() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** The first whole line, said before or from now on, that fits. Errors: ended or silent, with all the output. */
  async waitForLine(pattern: RegExp | string, timeoutMs: number = LINE_TIMEOUT_MS): Promise<string> {
    const fits = (line: string) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line))
    const said = () => this.#output.split('\n').slice(0, -1).find(fits)
    for (const end = Date.now() + timeoutMs; ;) {
      const line = said()
      if (line !== undefined) return line
      if (this.#hasEnded() || Date.now() >= end) break
      await this.#news(end - Date.now())
    }
    const what = this.#hasEnded() ? 'ended without saying' : `did not say within ${timeoutMs} ms:`
    throw new Error(`The process ${what} ${pattern}. It said:\n${this.#output}`)
  }

  #news(timeoutMs: number) {
    return new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, timeoutMs)
      this.#waiting.add(wake)
    })
  }

  /** Sends the signal to this process alone and waits for its end. */
  async kill(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessEnd> {
    this.#child.kill(signal)
    return this.ended
  }

  /** Ends everything of its session at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      process.kill(-this.pid, 'SIGKILL')
    } catch {
      // all ended
    }
    await this.ended
  }
}

export const startProcess = (options: ProcessOptions): StartedProcess => new StartedProcess(options)
