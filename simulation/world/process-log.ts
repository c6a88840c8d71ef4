/** A log as one process sees it: the events lie in a store that all share, and each question to it travels. */
import type { StoredEvent } from '@agent-arena/contracts'
import {
  createQueue,
  EventLog,
  type AppendOptions,
  type IdempotencyRecord,
  type Loaded,
  type StreamAppend,
  type StreamRead,
} from '@agent-arena/event-store'
import type { Wire } from '../engine/wire.ts'

export class ProcessLog extends EventLog {
  /** One statement in flight, as in the lane to Postgres: what is announced keeps the order of positions. */
  private readonly inTurn = createQueue()
  private readonly stored: EventLog
  private readonly wire: Wire

  constructor(stored: EventLog, wire: Wire) {
    super(stored.known)
    this.stored = stored
    this.wire = wire
  }

  now(): Promise<string> {
    return this.stored.now()
  }

  load(streams: readonly StreamRead[]): Promise<Loaded> {
    return this.wire.call('log.load', () => this.stored.load(streams))
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.wire.call('log.readAll', () => this.stored.readAll(after, limit))
  }

  readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.wire.call('log.readStream', () => this.stored.readStream(stream, after, limit))
  }

  versionOf(stream: string): Promise<number> {
    return this.wire.call('log.versionOf', () => this.stored.versionOf(stream))
  }

  head(): Promise<number> {
    return this.wire.call('log.head', () => this.stored.head())
  }

  recall(scope: string, key: string): Promise<IdempotencyRecord | null> {
    return this.wire.call('log.recall', () => this.stored.recall(scope, key))
  }

  append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]> {
    return this.inTurn('append', async () => {
      const stored = await this.wire.call('log.append', () => this.stored.append(appends, options))
      if (stored.length > 0) this.announce(stored)
      return stored
    })
  }
}
