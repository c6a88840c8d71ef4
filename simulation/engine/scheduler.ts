/** Virtual time: whatever waits in the simulated world waits for a turn, and turns come one by one, when and in which order the seed says. */
import { syncBuiltinESMExports } from 'node:module'
import FakeTimers, { type Clock } from '@sinonjs/fake-timers'
import { Random } from '@agent-arena/testing'
import { Trace } from './trace.ts'

const BEGIN = Date.UTC(2026, 0, 1)
const nextLoop = setImmediate

/** Resolves when all that can go on without a turn has gone on. */
const quiet = () => new Promise<void>((resolve) => nextLoop(() => resolve()))

export interface SchedulerOptions {
  readonly seed: number
  readonly keepsLines?: boolean
}

export class Scheduler {
  readonly random: Random
  readonly trace: Trace
  private straggling = 0
  private readonly clock: Clock
  private readonly restore: () => void

  constructor({ seed, keepsLines = false }: SchedulerOptions) {
    this.random = Random.farFromNeighbours(seed)
    this.trace = new Trace({ keepsLines })
    this.clock = FakeTimers.install({
      now: BEGIN,
      toFake: [
        'setTimeout',
        'clearTimeout',
        'setInterval',
        'clearInterval',
        'setImmediate',
        'clearImmediate',
        'Date',
        'performance',
      ],
    })
    // Modules that import timers by name see the virtual ones too.
    syncBuiltinESMExports()
    const { random } = Math
    const own = Random.farFromNeighbours(seed + 1)
    Math.random = () => own.next()
    this.restore = () => {
      Math.random = random
      this.clock.uninstall()
      syncBuiltinESMExports()
    }
  }

  /** Whether something is still on its way that was sent in bad weather. */
  get hasStragglers(): boolean {
    return this.straggling > 0
  }

  /** Virtual milliseconds since the beginning. */
  get now(): number {
    return this.clock.now - BEGIN
  }

  note(line: string): void {
    this.trace.note(`${this.now} ${line}`)
  }

  turn(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.after(delayMs, resolve))
  }

  /** A turn that is long in coming. */
  async straggle(delayMs: number): Promise<void> {
    this.straggling++
    await this.turn(delayMs)
    this.straggling--
  }

  after(delayMs: number, act: () => void): void {
    setTimeout(act, delayMs)
  }

  /** Lets turns come until it is so, or the virtual time is over; answers whether it is so. */
  async runUntil(isSo: () => boolean, limitMs: number): Promise<boolean> {
    await quiet()
    for (const end = this.now + limitMs; !isSo(); await quiet()) {
      if (this.now >= end || this.clock.countTimers() === 0) return false
      this.clock.next()
    }
    return true
  }

  /** Lets turns come until the work is done. Rejects as the work does, or when it takes too long. */
  async complete<T>(work: Promise<T>, limitMs: number): Promise<T> {
    let isDone = false
    const end = () => (isDone = true)
    work.then(end, end)
    if (!(await this.runUntil(() => isDone, limitMs))) throw new Error('The work does not end.')
    return work
  }

  runFor(ms: number): Promise<boolean> {
    return this.runUntil(() => false, ms)
  }

  /** Gives the real time back; what still waits is forgotten. */
  close(): void {
    this.restore()
  }
}
