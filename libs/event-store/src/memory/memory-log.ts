/** The log in memory: an honest twin for rules and simulations, held to the same contract suite as Postgres. */
import type { StoredEvent } from '@agent-arena/contracts'
import {
  EventLog,
  KeyTaken,
  VersionConflict,
  type AppendOptions,
  type IdempotencyRecord,
  type Loaded,
  type StreamAppend,
} from '../event-log.ts'
import { keepableJson } from '../keepable.ts'
import { newUuidV7 } from '../uuid-v7.ts'

export class MemoryEventLog extends EventLog {
  private readonly events: StoredEvent[] = []
  private readonly records = new Map<string, IdempotencyRecord>()
  private readonly clock: () => Date

  constructor(clock: () => Date = () => new Date()) {
    super()
    this.clock = clock
  }

  now(): Promise<string> {
    return Promise.resolve(this.clock().toISOString())
  }

  load(streams: readonly string[]): Promise<Loaded> {
    return Promise.resolve({
      streams: new Map(streams.map((stream) => [stream, this.events.filter((event) => event.stream === stream)])),
      now: this.clock().toISOString(),
    })
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.events.slice(after, after + limit))
  }

  readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.events.filter((event) => event.stream === stream).slice(after, after + limit))
  }

  versionOf(stream: string): Promise<number> {
    return Promise.resolve(this.lastVersion(stream))
  }

  head(): Promise<number> {
    return Promise.resolve(this.events.length)
  }

  recall(scope: string, key: string): Promise<IdempotencyRecord | null> {
    return Promise.resolve(this.records.get(`${scope} ${key}`) ?? null)
  }

  async append(appends: readonly StreamAppend[], { meta, idempotency, inline }: AppendOptions): Promise<readonly StoredEvent[]> {
    if (inline?.length) throw new TypeError('the log in memory has no tables for inline rows')
    if (idempotency && this.records.has(`${idempotency.scope} ${idempotency.key}`))
      throw new KeyTaken(idempotency.scope, idempotency.key)
    for (const { stream, expectedVersion } of appends)
      if (this.lastVersion(stream) !== expectedVersion) throw new VersionConflict(stream)
    const at = this.clock().toISOString()
    const appended = appends.flatMap(({ stream, expectedVersion, facts, ids }) =>
      facts.map((fact, index) => ({ fact, stream, version: expectedVersion + index + 1, id: ids?.[index] ?? newUuidV7() })),
    )
    const stored = appended.map(({ fact, ...place }, index) => ({
      ...place,
      type: fact.type,
      data: JSON.parse(keepableJson(fact.data)) as unknown,
      meta,
      at,
      position: this.events.length + index + 1,
    }))
    this.events.push(...stored)
    if (idempotency) this.records.set(`${idempotency.scope} ${idempotency.key}`, idempotency)
    if (stored.length > 0) this.announce(stored)
    return stored
  }

  private lastVersion(stream: string): number {
    return this.events.findLast((event) => event.stream === stream)?.version ?? 0
  }
}
