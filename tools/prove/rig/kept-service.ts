/** A service as a process of its own, run from its sources and started again at once whenever it ends. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ReadyMessage } from '@agent-arena/service-kit'

const root = join(import.meta.dirname, '../../..')
const hooks = pathToFileURL(join(root, 'tools/swc-hooks.mjs')).href
const execArgv = ['--disable-warning=ExperimentalWarning', '--import', hooks, '--conditions=source']

export type KeptServiceName = 'betting' | 'insights' | 'gateway'

export interface KeptServiceOptions {
  readonly name: KeptServiceName
  readonly env: Readonly<Record<string, string>>
  /** Takes what it says. */
  readonly logFile: string
  /** Told when it ended and nobody here had killed it. */
  readonly onEnded: (sentence: string) => void
}

export class KeptService {
  private child: ChildProcess
  private standing: Promise<void>
  private stopping = false
  private killed = false
  /** Where the present process listens, if it does; known when it is ready. */
  url: string | undefined
  private readonly options: KeptServiceOptions

  constructor(options: KeptServiceOptions) {
    this.options = options
    ;[this.child, this.standing] = this.launch()
  }

  get pid(): number {
    return Number(this.child.pid)
  }

  /** Resolves once the present process, or the one after it, has said that it is ready. */
  async ready(): Promise<void> {
    for (let child: ChildProcess | null = null; child !== this.child;) {
      child = this.child
      await this.standing
    }
  }

  /** Resolves when it is gone and the next one has been started. */
  async kill(): Promise<void> {
    const { child } = this
    this.killed = true
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  /** SIGSTOP and SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  async stop(): Promise<void> {
    this.stopping = true
    const { child } = this
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGCONT')
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  /** It ends with this process, because its channel does. */
  private launch(): [ChildProcess, Promise<void>] {
    const { name, env, logFile } = this.options
    const log = openSync(logFile, 'a')
    const entry = join(root, 'services', name, 'src/main.ts')
    const child = fork(entry, [], {
      env: { ...process.env, ...env },
      execArgv,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    child.once('exit', (code, signal) => this.goOn(signal ?? `exit code ${code}`))
    const standing = new Promise<void>((resolve) => {
      child.once('message', (message) => {
        this.url = (message as ReadyMessage).url
        resolve()
      })
      child.once('exit', () => resolve())
    })
    return [child, standing]
  }

  private goOn(end: string): void {
    if (this.stopping) return
    if (!this.killed) this.options.onEnded(`The service ${this.options.name} ended by itself (${end}).`)
    this.killed = false
    ;[this.child, this.standing] = this.launch()
  }
}
