/** One term of the timers: starts each when it is due, in the order of their times; one that fails or hangs keeps no other from firing. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Loop } from '@agent-arena/contracts'
import { Checkpoint, Superseded, type Database, type EventLog, type Term } from '@agent-arena/event-store'
import { withinLimit } from './attempts.ts'
import type { Logger } from './logger.ts'
import { deleteFired, readDue, readMsUntilNext } from './timers.sql.ts'
import type { Timers } from './timers.ts'

/** The reader of the rows. */
const TIMERS = 'timers'
/** How long it sleeps at most, because this process's clock and the database's may part. */
const LONGEST_SLEEP_MS = 10_000
const RETRY_MS = 1000
/** How many are under way at once: those of one moment share group commits. */
const CAPACITY = 16
const LIMIT_MS = 30_000
const FIRST_STAND_BACK_MS = 250
const LONGEST_STAND_BACK_MS = 5000

interface DueTimer {
  readonly name: string
  readonly key: string
  /** As text: a JavaScript date would lose the microseconds, and the row would not be found again. */
  readonly due: string
  readonly dueMs: number
}

export interface TimerTermOptions {
  /** By whose clock the rules decide what a timer asks for. */
  readonly log: Pick<EventLog, 'now'>
  readonly db: Database
  readonly timers: Timers
  readonly logger: Logger
  readonly term: Term
}

export class TimerTerm {
  /** Under way, or standing back after a fault, with the number of its faults. */
  private readonly busy = new Map<string, DueTimer>()
  private readonly faults = new Map<string, number>()
  private readonly runs = new Set<Promise<void>>()
  private underWay = 0
  private readonly ending = new AbortController()
  private readonly loop: Loop
  private readonly options: TimerTermOptions

  constructor(options: TimerTermOptions) {
    this.options = options
    this.loop = new Loop({
      work: () => this.startDue(),
      onFault: (fault) => options.logger.error({ err: fault }, 'the timers could not be read and will be again'),
      pauseMs: () => RETRY_MS,
    })
  }

  start(): void {
    void this.loop.start()
  }

  /** Resolves when those under way have ended, or did not in a moment. */
  async stop(): Promise<void> {
    this.ending.abort(new Error('The term of the timers ends.'))
    await this.loop.stop()
    await Promise.all(this.runs)
  }

  /** The rows changed: look again when the next one is due. */
  wake(): void {
    this.loop.wake()
  }

  /** Answers how long to sleep. When as many are under way as may be, the next that ends wakes it. */
  private async startDue(): Promise<number> {
    const { db, term } = this.options
    if (!term.isHeld()) return RETRY_MS
    const { rows } = await db.query<DueTimer>(readDue, [...this.busyColumns(), CAPACITY - this.underWay])
    for (const timer of rows) this.run(timer)
    if (this.underWay >= CAPACITY) return LONGEST_SLEEP_MS
    const next = (await db.query<{ ms: number | null }>(readMsUntilNext, this.busyColumns())).rows[0]?.ms
    return Math.min(LONGEST_SLEEP_MS, Math.max(0, Math.ceil(next ?? LONGEST_SLEEP_MS)))
  }

  private run(timer: DueTimer): void {
    const id = `${timer.name} ${timer.key} ${timer.due}`
    this.busy.set(id, timer)
    this.underWay++
    const run = this.fire(timer)
      .finally(() => {
        this.underWay--
        this.loop.wake()
      })
      .then((isDone) => (isDone ? this.forget(id) : this.standBack(id)))
      .finally(() => {
        this.busy.delete(id)
        this.runs.delete(run)
        this.loop.wake()
      })
    this.runs.add(run)
  }

  private async fire({ name, key, due, dueMs }: DueTimer): Promise<boolean> {
    const { db, timers, logger, term } = this.options
    const work = async () => {
      await this.untilLogKnows(dueMs)
      await timers.fire[name]?.(key)
    }
    try {
      await withinLimit(work, LIMIT_MS, this.ending.signal)
      const { rowCount } = await db.query(deleteFired, [name, key, due, term.epoch])
      if (rowCount === 0) await this.requireTerm()
      return true
    } catch (fault) {
      if (fault instanceof Superseded) term.resign()
      else if (!this.ending.signal.aborted)
        logger.error({ err: fault, timer: name, key }, 'a timer failed and will be tried again')
      return false
    }
  }

  /** The log's clock is a little behind the database's, by which it is due: a rule that looked at it now would say that it is too early. */
  private async untilLogKnows(dueMs: number): Promise<void> {
    const { log } = this.options
    for (;;) {
      const leftMs = dueMs - Date.parse(await log.now())
      if (leftMs <= 0) return
      await sleep(leftMs, undefined, { signal: this.ending.signal })
    }
  }

  private async requireTerm(): Promise<void> {
    const { db, term } = this.options
    const found = await new Checkpoint(TIMERS).read(db)
    if (found?.epoch !== term.epoch) throw new Superseded(TIMERS, term.epoch)
  }

  private async standBack(id: string): Promise<void> {
    const faults = this.faults.get(id) ?? 0
    this.faults.set(id, faults + 1)
    const ms = Math.min(FIRST_STAND_BACK_MS * 2 ** faults, LONGEST_STAND_BACK_MS)
    await sleep(ms, undefined, { signal: this.ending.signal }).catch(() => undefined) // the term ends
  }

  private forget(id: string): void {
    this.faults.delete(id)
  }

  private busyColumns(): string[][] {
    const busy = [...this.busy.values()]
    return [busy.map(({ name }) => name), busy.map(({ key }) => key), busy.map(({ due }) => due)]
  }
}
