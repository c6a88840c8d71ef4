/** One service as a running thing: schema, log, views, what it answers, reactions, timers; started and stopped in order. */
import { kitOperations, Rejection, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import {
  Leases,
  logMigrations,
  migrate,
  openPool,
  PostgresEventLog,
  PostgresViewStore,
  Projector,
  requireDurable,
  type Begin,
  type EventLog,
  type View,
} from '@agent-arena/event-store'
import { serve, type Carrying, type MessageBus, type Served } from '@agent-arena/message-bus'
import type { Pool } from 'pg'
import type { Logger } from './logger.ts'
import { Metrics } from './metrics/metrics.ts'
import { takeReadings, type Reader } from './metrics/readings.ts'
import { timed } from './metrics/timed.ts'
import type { Platform } from './platform.ts'
import { PostgresReactionStore } from './reaction-store/postgres-reaction-store.ts'
import { ReactionRunner } from './reaction-runner.ts'
import type { Reaction } from './reaction.ts'
import { stopAll, type Stoppable } from './stop-all.ts'
import { TimerRunner, timersView, type Timers } from './timers.ts'
import { whileDatabaseIsThere } from './while-database-is-there.ts'

/** What a service's rooms are built from. */
export interface Parts {
  readonly log: EventLog
  /** The service's own schema stands first on its search path. */
  readonly db: Pool
  readonly bus: MessageBus
  readonly logger: Logger
  readonly metrics: Metrics
  /** Runs what only one process of this service may run at a time; `stop` gives the role to another one. */
  lead(role: string, begin: Begin): Stoppable
  /** Resolves once every view shows all that is committed now: what a command reads back, it reads after this. */
  viewsCurrent(): Promise<void>
}

/** A room with a life of its own, e.g. a supervisor or a server: started last, stopped first. */
export interface Room {
  start?(): Promise<void> | void
  stop?(): Promise<void> | void
  /** Sentences that say why it cannot work; none when it can. */
  problems?(): readonly string[]
  /** For a room that follows another service's log by itself: whether it has acted on everything up to a position in time. */
  reached?(source: ServiceName, position: number, timeoutMs: number): Promise<boolean>
  /** For a room that follows other logs by itself: its checkpoints. */
  followed?(): readonly Reader[]
}

/** What a service has, by room. */
export interface Rooms {
  readonly commands?: readonly Served[]
  readonly queries?: readonly Served[]
  readonly views?: readonly View[]
  readonly reactions?: readonly Reaction[]
  readonly timers?: Timers
  readonly rooms?: readonly Room[]
}

export interface ServiceSpec {
  readonly name: ServiceName
  /** Folder of the service's own numbered SQL files. */
  readonly migrations?: string
  build(parts: Parts): Rooms
}

/** A timer that is set now may be due at once, and fires within 250 ms. */
const TIMERS_GATHER_MS = 25

/** Nest calls the life-cycle hooks: everything answers before anything acts by itself. */
export class Service {
  readonly name: ServiceName
  private readonly parts: Parts
  private readonly requiresDurability: boolean
  private readonly spec: ServiceSpec
  private readonly rooms: Rooms
  private readonly leases: Leases
  private readonly projectors: readonly Projector[]
  private readonly reactions: readonly ReactionRunner[]
  /** Kept apart from the views that queries read: they are led where and when the timers fire. */
  private readonly timers: { readonly projector: Projector; readonly runner: TimerRunner } | null
  /** What is led from the start, and what acts by itself: the first ends last. */
  private readonly feeding: Stoppable[] = []
  private readonly acting: Stoppable[] = []
  private relay: Carrying | null = null
  private readonly undo: (() => void)[] = []

  constructor(platform: Platform, spec: ServiceSpec) {
    const { name } = spec
    const logger = platform.logger.child({ service: name })
    const onBroken = (error: Error) => logger.warn({ reason: error.message }, 'a database connection broke')
    const db = openPool(platform.databaseUrl, name, { onBroken })
    this.leases = new Leases({
      url: platform.databaseUrl,
      schema: name,
      onFault: (fault, role) => logger.warn({ err: fault, role }, 'a lease was lost or could not be had, and is tried again'),
    })
    const parts = {
      log: new PostgresEventLog(db),
      db,
      bus: platform.bus,
      logger,
      metrics: platform.metrics ?? new Metrics(),
      lead: (role: string, begin: Begin) => this.leases.lead(role, begin),
      viewsCurrent: () => this.viewsCurrent(),
    }
    const rooms = spec.build(parts)
    this.name = name
    this.requiresDurability = platform.requiresDurability ?? false
    this.spec = spec
    this.parts = parts
    this.rooms = rooms
    this.projectors = (rooms.views ?? []).map((view) => this.projectorOf(view))
    this.timers = rooms.timers ? this.timersOf(rooms.timers) : null
    this.reactions = (rooms.reactions ?? []).map(
      (reaction) =>
        new ReactionRunner({ ...parts, service: name, reaction, store: new PostgresReactionStore({ pool: db, reaction }) }),
    )
  }

  async onModuleInit(): Promise<void> {
    const { log, bus, db, metrics } = this.parts
    if (this.requiresDurability) await requireDurable(db)
    await migrate(db, this.name, [logMigrations, ...(this.spec.migrations ? [this.spec.migrations] : [])])
    // One after the other: a view that is built anew needs connections of its own.
    for (const projector of this.allProjectors) await projector.prepare()
    for (const view of this.projectors) this.feeding.push(this.leases.lead(`view ${view.name}`, (term) => view.lead(term)))
    this.feeding.push(this.leases.lead('relay', () => this.carry()))
    this.undo.push(log.onAppended(() => this.wakeOthers()))
    this.undo.push(log.onAppended((events) => metrics.countAppended(this.name, events.length)))
    this.undo.push(metrics.follow(this.name, () => takeReadings({ ...this.parts, service: this.name }, this.readers())))
    this.undo.push(this.leases.onAppendedElsewhere(() => this.lookNow()))
    for (const served of this.served()) this.undo.push(bus.serve(timed(metrics, whileDatabaseIsThere(served))))
  }

  async onApplicationBootstrap(): Promise<void> {
    const { leases, reactions, timers } = this
    for (const reaction of reactions) this.acting.push(leases.lead(`reaction ${reaction.name}`, (term) => reaction.lead(term)))
    if (timers) this.acting.push(leases.lead('timers', (term) => timers.runner.lead(term)))
    for (const room of this.rooms.rooms ?? []) await room.start?.()
  }

  async beforeApplicationShutdown(): Promise<void> {
    const rooms = (this.rooms.rooms ?? []).toReversed()
    await stopAll([...rooms, ...this.acting.splice(0).toReversed()])
    for (const reaction of this.reactions) reaction.release()
  }

  async onApplicationShutdown(): Promise<void> {
    for (const undo of this.undo.splice(0)) undo()
    await stopAll([...this.feeding.splice(0), ...this.projectors, this.leases, { stop: () => this.parts.db.end() }])
  }

  private carry(): Carrying {
    const { bus, log, logger } = this.parts
    const onFault = (fault: unknown) => logger.error({ err: fault }, 'the relay stumbled and goes on from the end of the stream')
    this.relay = bus.carry({ source: this.name, log, onFault })
    return this.relay
  }

  private get allProjectors(): readonly Projector[] {
    return [...this.projectors, ...(this.timers ? [this.timers.projector] : [])]
  }

  /** Whoever leads in another process does not hear of what is appended here. */
  private wakeOthers(): void {
    if (!this.leases.leads('relay') || this.allProjectors.some(({ isLed }) => !isLed)) this.leases.tellAppended()
  }

  private lookNow(): void {
    for (const projector of this.allProjectors) projector.lookNow()
    this.relay?.lookNow()
  }

  private projectorOf(view: View, more: { readonly gatherMs?: number } = {}): Projector {
    const { log, db, logger } = this.parts
    return new Projector({
      log,
      store: new PostgresViewStore({ log, pool: db, view }),
      ...more,
      onFault: (fault, name) => logger.error({ err: fault, view: name }, 'a view failed and will be tried again'),
    })
  }

  private timersOf(timers: Timers) {
    const projector = this.projectorOf(timersView(timers), { gatherMs: TIMERS_GATHER_MS })
    const { db, logger } = this.parts
    return { projector, runner: new TimerRunner({ db, timers, projector, logger }) }
  }

  private served(): readonly Served[] {
    const { health, readLog, awaitPosition } = kitOperations(this.name)
    return [
      ...(this.rooms.commands ?? []),
      ...(this.rooms.queries ?? []).map((query) => this.consistent(query)),
      serve(health, async () => this.health()),
      serve(readLog, async ({ after, limit }) => {
        const recent = this.parts.log.recentAfter(after, limit)
        if (recent) return { events: [...recent], head: recent.at(-1)?.position ?? after }
        const events = await this.parts.log.readAll(after, limit)
        return { events: [...events], head: await this.headAfter(events, limit) }
      }),
      serve(awaitPosition, async ({ source, position, timeoutMs }) => ({
        reached: await this.reached(source, position, timeoutMs),
      })),
    ]
  }

  /** A page that is not full ends at the head; else the log is asked. */
  private async headAfter(events: readonly StoredEvent[], limit: number): Promise<number> {
    const last = events.at(-1)
    return last && events.length < limit ? last.position : this.parts.log.head()
  }

  /** A query answers from views that show everything committed before it was asked. */
  private consistent({ operation, handler }: Served): Served {
    return {
      operation,
      handler: async (input, context) => {
        await this.viewsCurrent()
        return handler(input, context)
      },
    }
  }

  private async viewsCurrent(): Promise<void> {
    if (this.projectors.length === 0) return
    const head = await this.parts.log.head()
    const shown = await Promise.all(this.projectors.map((projector) => projector.reached(head)))
    if (shown.includes(false)) throw new Rejection('unavailable', { detail: `The views of ${this.name} are behind; try again.` })
  }

  private async reached(source: ServiceName, position: number, timeoutMs: number): Promise<boolean> {
    const reactions = this.reactions.filter((reaction) => reaction.source === source)
    const all = await Promise.all([
      ...reactions.map((reaction) => reaction.reachedPosition(position, timeoutMs)),
      ...(this.rooms.rooms ?? []).map((room) => room.reached?.(source, position, timeoutMs) ?? true),
    ])
    return !all.includes(false)
  }

  private readers(): readonly Reader[] {
    const source = this.name
    const views = this.projectors.map(({ name, isStuck, isLed }) => ({
      reader: `view ${name}`,
      at: name,
      source,
      isStuck,
      isLed,
    }))
    const { isStuck = false, isLed = false } = this.timers?.projector ?? {}
    const timers = this.timers ? [{ reader: 'timers', at: 'timers', source, isStuck, isLed }] : []
    const reactions = this.reactions.map((reaction) => ({
      reader: `reaction ${reaction.name}`,
      at: `reaction ${reaction.name}`,
      source: reaction.source,
      isStuck: false,
      isLed: reaction.isLed,
    }))
    const relay =
      this.leases.leads('relay') && this.relay
        ? [{ reader: 'relay', at: this.relay.position(), source, isStuck: false, isLed: true }]
        : []
    return [...views, ...timers, ...reactions, ...relay, ...(this.rooms.rooms ?? []).flatMap((room) => room.followed?.() ?? [])]
  }

  async health(): Promise<{ ready: boolean; problems: string[] }> {
    const database = await this.parts.db.query('select 1').then(
      () => [],
      () => ['The database does not answer.'],
    )
    const stuck = this.allProjectors
      .filter(({ isStuck }) => isStuck)
      .map((view) => `The view ${view.name} of ${this.name} cannot go on; see the log.`)
    const problems = [...database, ...stuck, ...(this.rooms.rooms ?? []).flatMap((room) => room.problems?.() ?? [])]
    return { ready: problems.length === 0, problems }
  }
}
