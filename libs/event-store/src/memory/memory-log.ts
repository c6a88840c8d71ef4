/** The log in memory: an honest twin for rules and simulations, held to the same contract suite as Postgres. */
import type { KnownEvents, StoredEvent } from '@agent-arena/contracts'
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
import { keepableJson } from '../keepable.ts'
import { loadedOf } from '../loaded.ts'
import { newUuidV7 } from '../uuid-v7.ts'

export class MemoryEventLog extends EventLog {
  private events: StoredEvent[] = []
  private records = new Map<string, IdempotencyRecord>()
  private readonly clock: () => Date

  constructor(clock: () => Date = () => new Date(), known?: KnownEvents) {
    super(known)
    this.clock = clock
  }

  /** The same log as another build sees it. */
  seenBy(known: KnownEvents): MemoryEventLog {
    const other = new MemoryEventLog(this.clock, known)
    other.events = this.events
    other.records = this.records
    return other
  }

  now(): Promise<string> {
    return Promise.resolve(this.clock().toISOString())
  }

  load(streams: readonly StreamRead[]): Promise<Loaded> {
    const afters = new Map(streams.map(({ stream, after = 0 }) => [stream, after]))
    const events = this.read(({ stream, version }) => version > (afters.get(stream) ?? Infinity))
    return Promise.resolve(loadedOf(streams, events, { known: this.known, now: this.clock().toISOString() }))
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.events.slice(after, after + limit).map((event) => this.known.upcast(event)))
  }

  readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.read((event) => event.stream === stream).slice(after, after + limit))
  }

  versionOf(stream: string): Promise<number> {
    return Promise.resolve(this.lastOf(stream)?.version ?? 0)
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
    for (const append of appends) if (!this.endsWith(append)) throw new VersionConflict(append.stream)
    const at = this.clock().toISOString()
    const appended = appends.flatMap(({ stream, expectedVersion, facts, ids }) =>
      facts.map((fact, index) => ({ fact, stream, version: expectedVersion + index + 1, id: ids?.[index] ?? newUuidV7() })),
    )
    const stored = appended.map(({ fact, ...place }, index) => ({
      ...place,
      type: fact.type,
      data: JSON.parse(keepableJson(fact.data)) as unknown,
      meta: this.known.metaFor(fact.type, meta),
      at,
      position: this.events.length + index + 1,
    }))
    this.events.push(...stored)
    if (idempotency) this.records.set(`${idempotency.scope} ${idempotency.key}`, idempotency)
    if (stored.length > 0) this.announce(stored)
    return stored
  }

  private read(isWanted: (event: StoredEvent) => boolean): readonly StoredEvent[] {
    return this.events.filter(isWanted).map((event) => this.known.upcast(event))
  }

  private endsWith({ stream, expectedVersion, after }: StreamAppend): boolean {
    const last = this.lastOf(stream)
    return (last?.version ?? 0) === expectedVersion && (after === undefined || last?.id === after)
  }

  private lastOf(stream: string): StoredEvent | undefined {
    return this.events.findLast((event) => event.stream === stream)
  }
}
