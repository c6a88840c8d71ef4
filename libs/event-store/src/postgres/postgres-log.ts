/** The log on Postgres: one schema a service, first on its pool’s search path; durable when `append` returns. */
import type { KnownEvents, StoredEvent } from '@agent-arena/contracts'
import { DatabaseError, type Pool, type QueryConfig } from 'pg'
import {
  EventLog,
  KeyTaken,
  VersionConflict,
  type AppendOptions,
  type IdempotencyRecord,
  type Loaded,
  type StreamAppend,
  type StreamRead,
} from '../event-log.ts'
import { loadedOf } from '../loaded.ts'
import { callerOf } from './caller.ts'
import { AppendLane } from './append-lane.ts'
import { clockOf } from './clock.ts'
import { copyEvents } from './copy-events.ts'
import { firstRow } from './first-row.ts'
import { LogClock } from './log-clock.ts'
import { loadStreams, readHead, readPage, readStreamPage, readVersion, recallAnswer } from './read.sql.ts'
import { RecentEvents } from './recent-events.ts'
import { eventReader, type EventRow } from './rows.ts'

/** Up to here a prepared statement is faster than a copy, which is planned each time. */
const FEW = 1000

const UNIQUE_VIOLATION = '23505'

/** The keys of the tables are the safety net below the checks of the statement. */
const translated = (error: unknown, appends: readonly StreamAppend[], { idempotency }: AppendOptions): unknown => {
  if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) return error
  if (error.constraint === 'idempotency_pkey' && idempotency) return new KeyTaken(idempotency.scope, idempotency.key)
  if (error.constraint === 'events_stream_version_key') return new VersionConflict(appends.map(({ stream }) => stream).join(', '))
  return error
}

export class PostgresEventLog extends EventLog {
  private readonly pool: Pool
  private readonly eventOf: (row: EventRow) => StoredEvent
  private readonly clock = new LogClock()
  /** One question for all who wait: so they also go on in the order in which they came. */
  private asking: Promise<string> | null = null
  private readonly lane: AppendLane
  private readonly recent = new RecentEvents()

  constructor(pool: Pool, known?: KnownEvents) {
    super(known)
    this.pool = pool
    this.eventOf = eventReader(this.known)
    this.lane = new AppendLane({
      pool,
      notBefore: () => this.clock.latest,
      onClock: (clock) => this.clock.hear(clock),
      onCommitted: (events) => {
        this.recent.note(events)
        this.announce(events)
      },
    })
  }

  async now(): Promise<string> {
    return this.clock.now() ?? (await (this.asking ??= this.askClock()))
  }

  async load(streams: readonly StreamRead[]): Promise<Loaded> {
    const values = [streams.map(({ stream }) => stream), streams.map(({ after = 0 }) => after)]
    const { rows } = await this.pool.query<EventRow & { now: Date }>({ ...loadStreams, values })
    const { now } = firstRow(rows)
    this.clock.hear(now)
    const events = rows.filter(({ stream }) => stream !== null).map(({ now: _now, ...row }) => this.eventOf(row))
    return loadedOf(streams, events, { known: this.known, now: now.toISOString() })
  }

  async readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.read(readPage, [after, limit])
  }

  override recentAfter(after: number, limit: number): readonly StoredEvent[] | null {
    return this.recent.after(after, limit)
  }

  override async readMany(after: number, limit: number): Promise<readonly StoredEvent[]> {
    if (limit <= FEW) return this.readAll(after, limit)
    const client = await this.pool.connect()
    let broken: unknown
    try {
      return (await copyEvents(client, after, limit)).map((event) => this.known.upcast(event))
    } catch (error) {
      broken = error
      throw error
    } finally {
      client.release(Boolean(broken))
    }
  }

  async readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.read(readStreamPage, [stream, after, limit])
  }

  async versionOf(stream: string): Promise<number> {
    return (await this.pool.query<{ version: number }>({ ...readVersion, values: [stream] })).rows[0]?.version ?? 0
  }

  async head(): Promise<number> {
    return Number((await this.pool.query<{ position: string }>(readHead)).rows[0]?.position ?? 0)
  }

  async recall(scope: string, key: string): Promise<IdempotencyRecord | null> {
    const { rows } = await this.pool.query<{ content: string; answer: unknown }>({ ...recallAnswer, values: [scope, key] })
    return rows[0] ? { scope, key, ...rows[0] } : null
  }

  async append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]> {
    try {
      return await this.lane.append(callerOf(appends, options, this.known))
    } catch (error) {
      throw translated(error, appends, options)
    }
  }

  private async read(statement: QueryConfig, values: unknown[]): Promise<readonly StoredEvent[]> {
    const { rows } = await this.pool.query<EventRow>({ ...statement, values })
    return rows.map(this.eventOf)
  }

  private async askClock(): Promise<string> {
    const now = await clockOf(this.pool).finally(() => (this.asking = null))
    this.clock.hear(now)
    return this.clock.now() ?? now.toISOString()
  }
}
