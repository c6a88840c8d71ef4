/** One service as a child process: started, started again when it ends by itself, stopped in order. */
import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import type { ReadyMessage } from '@agent-arena/service-kit'

export interface ServiceProcessOptions {
  readonly name: string
  /** Absolute path of its program. */
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
  /** Told in a sentence when it ended by itself. */
  readonly say: (sentence: string) => void
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5000
/** Who ran for so long is not ending again and again. */
const STEADY_MS = 30_000

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

const describe = ({ code, signal }: Ended) => (signal === null ? `exit code ${code}` : signal)

export class ServiceProcess {
  private child: ChildProcess | null = null
  private ended: Promise<Ended> = Promise.resolve({ code: 0, signal: null })
  private stopping = false
  private readonly pause = new AbortController()
  private readonly options: ServiceProcessOptions

  constructor(options: ServiceProcessOptions) {
    this.options = options
  }

  /** Resolves when it says that it is ready, with its address where it has one. Errors: `StartupProblem` when it ends before. */
  async start(): Promise<string | undefined> {
    const ready = this.launch()
    const early = this.ended.then((ended): never => {
      throw new StartupProblem(`The service ${this.options.name} could not start (${describe(ended)}); it says above why.`)
    })
    const { url } = await Promise.race([ready, early])
    void this.keepRunning()
    return url
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.pause.abort()
    this.child?.kill('SIGTERM')
    await this.ended
  }

  /** Ends it without waiting. */
  abandon(): void {
    this.stopping = true
    this.child?.kill('SIGKILL')
  }

  /** In a group of its own: Ctrl-C is its parent's to hear. It ends with its parent, because its channel does. */
  private launch(): Promise<ReadyMessage> {
    const { entry, env } = this.options
    const child = fork(entry, [], { env: { ...env }, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.child = child
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }))
      child.once('error', () => resolve({ code: null, signal: null }))
    })
    return new Promise((resolve) => child.once('message', (message) => resolve(message as ReadyMessage)))
  }

  private async keepRunning(): Promise<void> {
    for (let faults = 0; ;) {
      const begun = performance.now()
      const ended = await this.ended
      if (this.stopping) return
      faults = performance.now() - begun > STEADY_MS ? 1 : faults + 1
      this.options.say(`The service ${this.options.name} ended (${describe(ended)}) and is started again.`)
      await this.wait(Math.min(FIRST_PAUSE_MS * 2 ** (faults - 1), LONGEST_PAUSE_MS))
      if (this.stopping) return
      void this.launch()
    }
  }

  /** A stop ends the pause. */
  private wait(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.pause.signal }).catch(() => undefined)
  }
}
