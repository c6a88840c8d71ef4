/** The views of one service, and its timers' rows, which are a view too: led here or in another process, always up to date for who asks. */
import { Rejection, type ServiceName } from '@agent-arena/contracts'
import { PostgresViewStore, Projector, type EventLog, type Leases, type View } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import type { Logger } from './logger.ts'
import type { Reader } from './metrics/readings.ts'
import { stopAll, type Stoppable } from './stop-all.ts'
import { TimerRunner, timersView, type Timers } from './timers.ts'

/** A timer that is set now may be due at once, and fires within 250 ms. */
const TIMERS_GATHER_MS = 25

export interface ViewsOptions {
  readonly service: ServiceName
  readonly log: EventLog
  readonly db: Pool
  readonly logger: Logger
  readonly views: readonly View[]
  readonly timers: Timers | undefined
}

export class Views {
  /** Those that queries read. */
  private readonly projectors: readonly Projector[]
  /** Kept apart from them: it is led where and when the timers fire. */
  private readonly timers: { readonly projector: Projector; readonly runner: TimerRunner } | null
  private readonly options: ViewsOptions

  constructor(options: ViewsOptions) {
    this.options = options
    this.projectors = options.views.map((view) => this.projectorOf(view))
    this.timers = options.timers ? this.timersOf(options.timers) : null
  }

  /** One after the other: a view that is built anew needs connections of its own. */
  async prepare(): Promise<void> {
    for (const projector of this.all) await projector.prepare()
  }

  lead(leases: Leases): Stoppable[] {
    return this.projectors.map((view) => leases.lead(`view ${view.name}`, (term) => view.lead(term)))
  }

  leadTimers(leases: Leases): Stoppable[] {
    const { timers } = this
    return timers ? [leases.lead('timers', (term) => timers.runner.lead(term))] : []
  }

  stop(): Promise<void> {
    return stopAll(this.projectors)
  }

  /** Whether every one of them is led in this process. */
  get areLed(): boolean {
    return this.all.every(({ isLed }) => isLed)
  }

  /** Another process has appended. */
  lookNow(): void {
    for (const projector of this.all) projector.lookNow()
  }

  /** Resolves once every view shows all that is committed now. Errors: `Rejection` with `unavailable` when that takes too long. */
  async current(): Promise<void> {
    if (this.projectors.length === 0) return
    const head = await this.options.log.head()
    const shown = await Promise.all(this.projectors.map((projector) => projector.reached(head)))
    if (!shown.includes(false)) return
    throw new Rejection('unavailable', { detail: `The views of ${this.options.service} are behind; try again.` })
  }

  problems(): readonly string[] {
    const stuck = this.all.filter(({ isStuck }) => isStuck)
    return stuck.map(({ name }) => `The view ${name} of ${this.options.service} cannot go on; see the log.`)
  }

  readers(): readonly Reader[] {
    const source = this.options.service
    const readerOf = (reader: string, { name: at, isStuck, isLed }: Projector) => ({ reader, at, source, isStuck, isLed })
    return [
      ...this.projectors.map((projector) => readerOf(`view ${projector.name}`, projector)),
      ...(this.timers ? [readerOf('timers', this.timers.projector)] : []),
    ]
  }

  private get all(): readonly Projector[] {
    return [...this.projectors, ...(this.timers ? [this.timers.projector] : [])]
  }

  private projectorOf(view: View, more: { readonly gatherMs?: number } = {}): Projector {
    const { log, db, logger } = this.options
    return new Projector({
      log,
      store: new PostgresViewStore({ log, pool: db, view }),
      ...more,
      onFault: (fault, name) => logger.error({ err: fault, view: name }, 'a view failed and will be tried again'),
    })
  }

  private timersOf(timers: Timers) {
    const projector = this.projectorOf(timersView(timers), { gatherMs: TIMERS_GATHER_MS })
    const { log, db, logger } = this.options
    return { projector, runner: new TimerRunner({ log, db, timers, projector, logger }) }
  }
}
