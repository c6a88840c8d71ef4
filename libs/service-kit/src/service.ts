/** One service as a running thing: schema, log, views, what it answers, reactions, timers; started and stopped in order. */
import type { Health, ServiceName } from '@agent-arena/contracts'
import {
  forgetAnswers,
  Leases,
  logMigrations,
  migrate,
  openPool,
  PostgresEventLog,
  requireDurable,
  type Begin,
} from '@agent-arena/event-store'
import type { Carrying, Served } from '@agent-arena/message-bus'
import { beginDaily, type Daily } from './daily.ts'
import { servedByKit } from './kit-operations.ts'
import { Metrics } from './metrics/metrics.ts'
import { takeReadings, type Reader } from './metrics/readings.ts'
import { timed } from './metrics/timed.ts'
import type { Platform } from './platform.ts'
import { PostgresReactionStore } from './reaction-store/postgres-reaction-store.ts'
import { ReactionRunner } from './reaction-runner.ts'
import { readerOfReaction } from './reaction.ts'
import type { Parts, Rooms, ServiceSpec } from './service-spec.ts'
import { stopAll, type Stoppable } from './stop-all.ts'
import { Views } from './views.ts'
import { whileDatabaseIsThere } from './while-database-is-there.ts'

/** Nest calls the life-cycle hooks: everything answers before anything acts by itself. */
export class Service {
  readonly name: ServiceName
  private readonly parts: Parts
  private readonly requiresDurability: boolean
  private readonly spec: ServiceSpec
  private readonly rooms: Rooms
  private readonly leases: Leases
  private readonly views: Views
  private readonly reactions: readonly ReactionRunner[]
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
    this.name = name
    this.requiresDurability = platform.requiresDurability ?? false
    this.spec = spec
    this.leases = new Leases({
      url: platform.databaseUrl,
      schema: name,
      onFault: (fault, role) => logger.warn({ err: fault, role }, 'a lease was lost or could not be had, and is tried again'),
    })
    this.parts = {
      log: new PostgresEventLog(db),
      db,
      bus: platform.bus,
      logger,
      metrics: platform.metrics ?? new Metrics(),
      lead: (role: string, begin: Begin) => this.leases.lead(role, begin),
      viewsCurrent: () => this.views.current(),
    }
    this.rooms = spec.build(this.parts)
    this.views = new Views({ ...this.parts, service: name, views: this.rooms.views ?? [], timers: this.rooms.timers })
    this.reactions = this.reactionsOf(this.rooms)
  }

  async onModuleInit(): Promise<void> {
    const { log, bus, db, metrics } = this.parts
    if (this.requiresDurability) await requireDurable(db)
    await migrate(db, this.name, [logMigrations, ...(this.spec.migrations ? [this.spec.migrations] : [])])
    await this.views.prepare()
    this.feeding.push(
      ...this.views.lead(this.leases),
      this.leases.lead('relay', () => this.carry()),
    )
    this.undo.push(log.onAppended(() => this.wakeOthers()))
    this.undo.push(log.onAppended((events) => metrics.countAppended(this.name, events.length)))
    this.undo.push(metrics.follow(this.name, () => takeReadings({ ...this.parts, service: this.name }, this.readers())))
    this.undo.push(this.leases.onAppendedElsewhere(() => this.lookNow()))
    for (const served of this.served()) this.undo.push(bus.serve(timed(metrics, whileDatabaseIsThere(served))))
  }

  async onApplicationBootstrap(): Promise<void> {
    const { leases, reactions, views } = this
    for (const reaction of reactions)
      this.acting.push(leases.lead(readerOfReaction(reaction.name), (term) => reaction.lead(term)))
    this.acting.push(...views.leadTimers(leases), ...this.leadDaily())
    for (const room of this.rooms.rooms ?? []) await room.start?.()
  }

  async beforeApplicationShutdown(): Promise<void> {
    const rooms = (this.rooms.rooms ?? []).toReversed()
    await stopAll([...rooms, ...this.acting.splice(0).toReversed()])
    for (const reaction of this.reactions) reaction.release()
  }

  async onApplicationShutdown(): Promise<void> {
    for (const undo of this.undo.splice(0)) undo()
    await stopAll([...this.feeding.splice(0), this.views, this.leases, { stop: () => this.parts.db.end() }])
  }

  async health(): Promise<Health> {
    const database = await this.parts.db.query('select 1').then(
      () => [],
      () => ['The database does not answer.'],
    )
    const rooms = (this.rooms.rooms ?? []).flatMap((room) => room.problems?.() ?? [])
    const problems = [...database, ...this.views.problems(), ...rooms]
    return { ready: problems.length === 0, problems }
  }

  private leadDaily(): readonly Stoppable[] {
    const { db, logger } = this.parts
    const forgetting: Daily = { name: 'answers', work: () => forgetAnswers(db) }
    return [forgetting, ...(this.rooms.daily ?? [])].map((daily) => {
      const role = `daily ${daily.name}`
      const onFault = (fault: unknown) => logger.warn({ err: fault, role }, 'what is done daily failed and is tried again')
      return this.leases.lead(role, beginDaily(daily, onFault))
    })
  }

  private reactionsOf({ reactions = [] }: Rooms): readonly ReactionRunner[] {
    const { parts, name: service } = this
    return reactions.map((reaction) => {
      const store = new PostgresReactionStore({ pool: parts.db, reaction })
      return new ReactionRunner({ ...parts, service, reaction, store })
    })
  }

  private carry(): Carrying {
    const { bus, log, logger } = this.parts
    const onFault = (fault: unknown) => logger.error({ err: fault }, 'the relay stumbled and goes on from the end of the stream')
    this.relay = bus.carry({ source: this.name, log, onFault })
    return this.relay
  }

  /** Whoever leads in another process does not hear of what is appended here. */
  private wakeOthers(): void {
    if (!this.leases.leads('relay') || !this.views.areLed) this.leases.tellAppended()
  }

  private lookNow(): void {
    this.views.lookNow()
    this.relay?.lookNow()
  }

  private served(): readonly Served[] {
    const { log } = this.parts
    return [
      ...(this.rooms.commands ?? []),
      ...(this.rooms.queries ?? []).map((query) => this.consistent(query)),
      ...servedByKit(this.name, { log, health: () => this.health(), reached: (...asked) => this.reached(...asked) }),
    ]
  }

  /** A query answers from views that show everything committed before it was asked. */
  private consistent({ operation, handler }: Served): Served {
    return {
      operation,
      handler: async (input, context) => {
        await this.views.current()
        return handler(input, context)
      },
    }
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
    const reactions = this.reactions.map(({ name, source, isLed }) => {
      const reader = readerOfReaction(name)
      return { reader, at: reader, source, isStuck: false, isLed }
    })
    const relay =
      this.leases.leads('relay') && this.relay
        ? [{ reader: 'relay', at: this.relay.position(), source: this.name, isStuck: false, isLed: true }]
        : []
    const rooms = (this.rooms.rooms ?? []).flatMap((room) => room.followed?.() ?? [])
    return [...this.views.readers(), ...reactions, ...relay, ...rooms]
  }
}
