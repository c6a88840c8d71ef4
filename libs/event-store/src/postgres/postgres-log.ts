/** The log on Postgres: one schema a service, first on its pool’s search path; durable when `append` returns. */
import type { StoredEvent } from '@agent-arena/contracts'
import { DatabaseError, type Pool } from 'pg'
import {
  EventLog,
  KeyTaken,
  VersionConflict,
  type AppendOptions,
  type IdempotencyRecord,
  type Loaded,
  type StreamAppend,
} from '../event-log.ts'
import { callerOf } from './caller.ts'
import { AppendLane } from './append-lane.ts'
import { copyEvents } from './copy-events.ts'
import { LogClock } from './log-clock.ts'
import { loadStreams, readClock, readHead, readPage, readStreamPage, readVersion, recallAnswer } from './read.sql.ts'
import { eventOf, type EventRow } from './rows.ts'

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
  private readonly clock = new LogClock()
  private readonly lane: AppendLane

  constructor(pool: Pool) {
    super()
    this.pool = pool
    this.lane = new AppendLane({
      pool,
      notBefore: () => this.clock.latest,
      onClock: (clock) => this.clock.hear(clock),
      onCommitted: (events) => this.announce(events),
    })
  }

  async now(): Promise<string> {
    return this.clock.now() ?? (await this.askClock())
  }

  async load(streams: readonly string[]): Promise<Loaded> {
    const { rows } = await this.pool.query<EventRow & { now: Date }>({ ...loadStreams, values: [streams] })
    const now = rows[0]?.now ?? new Date()
    this.clock.hear(now)
    const byStream = new Map<string, StoredEvent[]>(streams.map((stream) => [stream, []]))
    for (const { now: _now, ...row } of rows) byStream.get(row.stream)?.push(eventOf(row))
    return { streams: byStream, now: now.toISOString() }
  }

  async readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.pool.query<EventRow>({ ...readPage, values: [after, limit] })).rows.map(eventOf)
  }

  override async readMany(after: number, limit: number): Promise<readonly StoredEvent[]> {
    if (limit <= FEW) return this.readAll(after, limit)
    const client = await this.pool.connect()
    let broken: unknown
    try {
      return await copyEvents(client, after, limit)
    } catch (error) {
      broken = error
      throw error
    } finally {
      client.release(Boolean(broken))
    }
  }

  async readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.pool.query<EventRow>({ ...readStreamPage, values: [stream, after, limit] })).rows.map(eventOf)
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
      return await this.lane.append(callerOf(appends, options))
    } catch (error) {
      throw translated(error, appends, options)
    }
  }

  private async askClock(): Promise<string> {
    const { rows } = await this.pool.query<{ now: Date }>(readClock)
    const now = rows[0]?.now ?? new Date()
    this.clock.hear(now)
    return this.clock.now() ?? now.toISOString()
  }
}
