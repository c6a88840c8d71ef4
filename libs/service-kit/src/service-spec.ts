/** What a service is made of: the parts that it is given, and the rooms that it builds from them. */
import type { ServiceName } from '@agent-arena/contracts'
import type { Begin, EventLog, View } from '@agent-arena/event-store'
import type { MessageBus, Served } from '@agent-arena/message-bus'
import type { Pool } from 'pg'
import type { Daily } from './daily.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Reader } from './metrics/readings.ts'
import type { Reaction } from './reaction.ts'
import type { Stoppable } from './stop-all.ts'
import type { Timers } from './timers.ts'

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
  /** What one of its processes does once a day. */
  readonly daily?: readonly Daily[]
  readonly rooms?: readonly Room[]
}

export interface ServiceSpec {
  readonly name: ServiceName
  /** Folder of the service's own numbered SQL files. */
  readonly migrations?: string
  build(parts: Parts): Rooms
}
