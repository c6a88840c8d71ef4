/** The log on Postgres: one schema a service, first on its pool’s search path; durable when `append` returns. */
import { newUuid, type Fact, type StoredEvent } from '@agent-arena/contracts'
import type { Pool, PoolClient } from 'pg'
import {
  EventLog,
  KeyTaken,
  VersionConflict,
  type AppendOptions,
  type IdempotencyRecord,
  type InlineWrite,
  type Loaded,
  type StreamAppend,
} from '../event-log.ts'
import { keepableJson } from '../keepable.ts'
import { findConflict, insertEvents, insertIdempotency } from './append.sql.ts'
import { loadStreams, readHead, readPage, readStreamPage, readVersion, recallAnswer } from './read.sql.ts'
import { eventOf, type EventRow } from './rows.ts'
import { inTransaction } from './transaction.ts'

const UNIQUE_VIOLATION = '23505'

interface PendingEvent {
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly fact: Fact
  readonly json: string
}

const pendingOf = (appends: readonly StreamAppend[]): PendingEvent[] =>
  appends.flatMap(({ stream, expectedVersion, facts, ids }) =>
    facts.map((fact, index) => ({
      id: ids?.[index] ?? newUuid(),
      stream,
      version: expectedVersion + index + 1,
      fact,
      json: keepableJson(fact.data),
    })),
  )

const constraintOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === UNIQUE_VIOLATION && 'constraint' in error
    ? String(error.constraint)
    : null

export class PostgresEventLog extends EventLog {
  private readonly pool: Pool

  constructor(pool: Pool) {
    super()
    this.pool = pool
  }

  async load(streams: readonly string[]): Promise<Loaded> {
    const { rows } = await this.pool.query<EventRow & { now: Date }>(loadStreams, [streams])
    const byStream = new Map<string, StoredEvent[]>(streams.map((stream) => [stream, []]))
    for (const { now: _now, ...row } of rows) byStream.get(row.stream)?.push(eventOf(row))
    return { streams: byStream, now: (rows[0]?.now ?? new Date()).toISOString() }
  }

  async readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.pool.query<EventRow>(readPage, [after, limit])).rows.map(eventOf)
  }

  async readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.pool.query<EventRow>(readStreamPage, [stream, after, limit])).rows.map(eventOf)
  }

  async versionOf(stream: string): Promise<number> {
    return (await this.pool.query<{ version: number }>(readVersion, [stream])).rows[0]?.version ?? 0
  }

  async head(): Promise<number> {
    return Number((await this.pool.query<{ position: string }>(readHead)).rows[0]?.position ?? 0)
  }

  async recall(scope: string, key: string): Promise<IdempotencyRecord | null> {
    const { rows } = await this.pool.query<{ content: string; answer: unknown }>(recallAnswer, [scope, key])
    return rows[0] ? { scope, key, ...rows[0] } : null
  }

  async append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]> {
    const pending = pendingOf(appends)
    try {
      const events = await inTransaction(this.pool, (client) => this.write(client, { appends, pending, options }))
      this.announce(events)
      return events
    } catch (error) {
      throw this.translated(error, appends, options)
    }
  }

  /** Group commit will take the place of this: waiting appends in one statement (docs/decisions/0003). */
  private async write(
    client: PoolClient,
    { appends, pending, options }: { appends: readonly StreamAppend[]; pending: readonly PendingEvent[]; options: AppendOptions },
  ): Promise<readonly StoredEvent[]> {
    const { idempotency, inline = [], meta } = options
    if (idempotency) {
      const { scope, key, content, answer } = idempotency
      await client.query(insertIdempotency, [scope, key, content, JSON.stringify(answer)])
    }
    for (const write of inline) await this.writeInline(client, write)
    if (pending.length === 0) return []
    await this.checkVersions(client, appends)
    const { rows } = await client.query<{ position: string; at: Date }>(insertEvents, [
      pending.map(({ stream }) => stream),
      pending.map(({ version }) => version),
      pending.map(({ id }) => id),
      pending.map(({ fact }) => fact.type),
      pending.map(({ json }) => json),
      JSON.stringify(meta),
    ])
    const placed = rows
      .map((row) => ({ position: Number(row.position), at: row.at.toISOString() }))
      .sort((a, b) => a.position - b.position)
    return pending.map(({ id, stream, version, fact }, index) => {
      const { position = 0, at = '' } = placed[index] ?? {}
      return { id, stream, version, type: fact.type, data: fact.data, meta, position, at }
    })
  }

  private async writeInline(client: PoolClient, { sql, values, expectRows }: InlineWrite) {
    const { rowCount } = await client.query(sql, [...values])
    if (expectRows !== undefined && rowCount !== expectRows) throw new VersionConflict(sql)
  }

  private async checkVersions(client: PoolClient, appends: readonly StreamAppend[]) {
    const { rows } = await client.query<{ stream: string }>(findConflict, [
      appends.map(({ stream }) => stream),
      appends.map(({ expectedVersion }) => expectedVersion),
    ])
    if (rows[0]) throw new VersionConflict(rows[0].stream)
  }

  private translated(error: unknown, appends: readonly StreamAppend[], { idempotency }: AppendOptions): unknown {
    const constraint = constraintOf(error)
    if (constraint === 'idempotency_pkey' && idempotency) return new KeyTaken(idempotency.scope, idempotency.key)
    if (constraint === 'events_stream_version_key') return new VersionConflict(appends.map(({ stream }) => stream).join(', '))
    return error
  }
}
