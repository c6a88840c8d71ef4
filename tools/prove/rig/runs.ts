/** Runs that begin and end all the time, so that markets open, settle and pay while the faults happen. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ended, newRun, requested, started, type Run } from '../../../services/betting/src/testing/runs.ts'
import type { Random } from '@agent-arena/testing'
import type { SandboxLog } from './sandbox-log.ts'

/** No market locks by time during a proof. */
const TIME_LIMIT_SECONDS = 80_000
const CHANGE_EVERY_MS = [1000, 3000] as const

export interface RunsOptions {
  /** Runs that are open at a time. */
  readonly open: number
  /** Whether one of them ends every now and then, and another one begins. */
  readonly change: boolean
}

export const manyRuns: RunsOptions = { open: 6, change: true }

export class Runs {
  private open: Run[] = []
  private stopping = false
  private changing: Promise<void> = Promise.resolve()
  private readonly sandbox: SandboxLog
  private readonly random: Random
  private readonly options: RunsOptions

  constructor(sandbox: SandboxLog, random: Random, options: RunsOptions) {
    this.sandbox = sandbox
    this.random = random
    this.options = options
  }

  /** The markets that take bets, or soon will. */
  get markets(): readonly string[] {
    return this.open.map(({ markets }) => markets.success)
  }

  async start(): Promise<void> {
    for (let count = 0; count < this.options.open; count++) await this.begin()
    if (this.options.change) this.changing = this.change()
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.changing
  }

  /** Another one begins, then one of them ends, so that there is always a market to bet on. Answers that of the one that ended. */
  async next(): Promise<string> {
    const over = this.random.pick(this.open)
    await this.begin()
    await this.end(over)
    return over.markets.success
  }

  private async change(): Promise<void> {
    while (!this.stopping) {
      await sleep(this.random.between(...CHANGE_EVERY_MS))
      await this.next()
    }
  }

  private async begin(): Promise<void> {
    const run = newRun()
    const timing = { timeLimitSeconds: TIME_LIMIT_SECONDS }
    await this.sandbox.tell(requested(run, timing), started(run, new Date().toISOString(), TIME_LIMIT_SECONDS))
    this.open.push(run)
  }

  /** It takes bets until its end is told: some come too late and are given back. */
  private async end(run: Run): Promise<void> {
    await this.sandbox.tell(ended(run, this.random.pick(['success', 'failure', 'void'] as const)))
    this.open = this.open.filter((other) => other !== run)
  }
}
