/** One local place: a child process with its own folder and process group, spoken to by JSON lines. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerMessage, type DriverMessage, type PageLook } from '@agent-arena/contracts'
import type { Logger } from '@agent-arena/service-kit'
import type { Inspection, PlaceState } from '../sandbox-driver.ts'
import type { SystemUser } from './identity.ts'
import { killGroup } from './kill-group.ts'

const INSPECT_TIMEOUT_MS = 3000
const TERM_PATIENCE_MS = 1500
/** A line of the runner's output longer than this is cut in the log. */
const LOG_LINE = 500

export interface PlaceOptions {
  readonly command: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly user: SystemUser | null
  readonly logger: Logger
}

export class Place {
  private current: PlaceState = { phase: 'starting' }
  private nextId = 1
  private readonly waiting = new Map<number, (inspection: Inspection) => void>()
  private readonly child: ChildProcess
  private readonly exited: Promise<void>
  private readonly logger: Logger

  constructor({ command, folder, env, user, logger }: PlaceOptions) {
    const [program = '', ...args] = command
    this.logger = logger
    this.child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'], ...user })
    // Not `close`: something that the agent started elsewhere may hold the output open.
    this.exited = new Promise((resolve) => {
      this.child.once('exit', () => resolve())
      this.child.once('error', () => resolve())
    })
    this.child.once('error', (error) => this.ended(`The runner could not be started: ${error.message}`))
    this.child.once('exit', (code, signal) => this.ended(`The runner ended with ${signal ?? `exit code ${code}`}.`))
    this.child.stdin?.on('error', () => undefined) // The exit tells more than a broken pipe.
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.hear(line))
    if (this.child.stderr)
      createInterface(this.child.stderr).on('line', (line) => logger.warn({ line: line.slice(0, LOG_LINE) }, 'runner'))
  }

  get state(): PlaceState {
    return this.current
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  begin(): void {
    if (this.current.phase !== 'ready') return
    this.current = { phase: 'running' }
    this.say({ type: 'begin' })
  }

  inspect(check: PageLook): Promise<Inspection> {
    if (this.current.phase !== 'running' && this.current.phase !== 'ready')
      return Promise.resolve({ met: false, url: '', error: 'The sandbox has no browser at the moment.' })
    const id = this.nextId++
    return new Promise((resolve) => {
      const late = setTimeout(
        () => answer({ met: false, url: '', error: 'The sandbox did not answer in time.' }),
        INSPECT_TIMEOUT_MS,
      )
      const answer = (inspection: Inspection) => {
        clearTimeout(late)
        this.waiting.delete(id)
        resolve(inspection)
      }
      this.waiting.set(id, answer)
      this.say({ type: 'inspect', id, check })
    })
  }

  /** Asks the whole group to stop, then kills it. */
  async end(): Promise<void> {
    this.signal('SIGTERM')
    await Promise.race([this.exited, sleep(TERM_PATIENCE_MS, undefined, { ref: false })])
    this.signal('SIGKILL')
    await this.exited
  }

  private say(message: DriverMessage): void {
    this.child.stdin?.write(`${JSON.stringify(message)}\n`)
  }

  private hear(line: string): void {
    const message = parseLine(line)
    if (!message) return this.logger.warn({ line: line.slice(0, LOG_LINE) }, 'runner said something else')
    if (message.type === 'ready' && this.current.phase === 'starting') this.current = { phase: 'ready' }
    if (message.type === 'log')
      this.logger[message.level === 'info' ? 'debug' : message.level]({ runner: message.message }, 'runner')
    if (message.type === 'inspected')
      this.waiting.get(message.id)?.({
        met: message.met,
        url: message.url,
        ...(message.error !== undefined && { error: message.error }),
      })
  }

  private ended(detail: string): void {
    this.current = { phase: 'exited', detail }
    for (const answer of this.waiting.values()) answer({ met: false, url: '', error: detail })
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined) killGroup(this.child.pid, signal)
  }
}

const parseLine = (line: string): RunnerMessage | null => {
  try {
    return RunnerMessage.parse(JSON.parse(line))
  } catch {
    return null
  }
}
