/** The append-only log of one service: what every implementation of it promises. */
import { knownEvents, type EventMeta, type Fact, type KnownEvents, type StoredEvent } from '@agent-arena/contracts'

/** Facts for one stream, decided at `expectedVersion` (0 for a new stream). Without facts the version is only checked. */
export interface StreamAppend {
  readonly stream: string
  readonly expectedVersion: number
  readonly facts: readonly Fact[]
  /** Identities of the events, where they follow from something else; otherwise they are made (UUIDv7). */
  readonly ids?: readonly string[]
  /**
   * Identity of the event that is believed to stand at `expectedVersion`, where that may not be stored yet: the version alone does not
   * tell it from an event that somebody else wrote there instead.
   */
  readonly after?: string
}

/** What makes a command safe to repeat: the first answer under a key is kept with the events of it. */
export interface IdempotencyRecord {
  /** Caller and operation. */
  readonly scope: string
  readonly key: string
  /** Digest of the command's content: the same key with other content is refused. */
  readonly content: string
  readonly answer: unknown
}

/** A row that must be written in the append transaction, e.g. a consumer's checkpoint. */
export interface InlineWrite {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Rows that the statement must touch; another count aborts the append (`VersionConflict`), which fences a stale leader. */
  readonly expectRows?: number
}

export interface AppendOptions {
  readonly meta: EventMeta
  readonly idempotency?: IdempotencyRecord
  readonly inline?: readonly InlineWrite[]
}

export interface StreamRead {
  readonly stream: string
  /** The version behind which events are wanted; 0 by default, for all of them. */
  readonly after?: number
}

/** Where a stream ends, whether its last event is understood or not. */
export interface StreamEnd {
  readonly version: number
  readonly at: string
}

export interface Loaded {
  /** The events that were asked for of each stream, in order, to be folded: without those that this build does not understand. */
  readonly streams: ReadonlyMap<string, readonly StoredEvent[]>
  /** Of the streams that have such events. */
  readonly ends: ReadonlyMap<string, StreamEnd>
  /** Time of the log's own clock at the read, ISO 8601 UTC. */
  readonly now: string
}

/** What it gives back is of the schema versions that this build knows, whenever it was written. */
export abstract class EventLog {
  /** What the build knows: other events than those of the contracts only in tests. */
  readonly known: KnownEvents

  constructor(known: KnownEvents = knownEvents) {
    this.known = known
  }

  /**
   * Time of the log’s own clock, ISO 8601 UTC, mostly known without a read. It is never ahead of that clock and never goes back; an
   * event that is decided with it is stored with an `at` that is not before it.
   */
  abstract now(): Promise<string>

  /** Events of several streams, each named once, as of one moment, and that moment. */
  abstract load(streams: readonly StreamRead[]): Promise<Loaded>

  /**
   * Events after a position in commit order; positions are gapless, so a page is a contiguous run. What this build does not understand
   * (`known.understands`) stands in its place as it was written: who passes events on passes it on, who folds them leaves it out.
   */
  abstract readAll(after: number, limit: number): Promise<readonly StoredEvent[]>

  /**
   * The same without asking the database, where this process has written what follows; null where it has not. A page that is not full
   * says nothing about the end of the log, for another process may have written since.
   */
  recentAfter(_after: number, _limit: number): readonly StoredEvent[] | null {
    return null
  }

  /**
   * Many events after a position, for one who is far behind: at most `limit`, and fewer where they are large. None only at the end.
   * They are held in memory all at once.
   */
  readMany(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.readAll(after, limit)
  }

  /** Events of one stream after a version. */
  abstract readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]>

  /** Version of a stream's last event, 0 when there is none. */
  abstract versionOf(stream: string): Promise<number>

  /** Position of the last event, 0 when there is none. */
  abstract head(): Promise<number>

  /**
   * Writes all streams, inline rows and the idempotency record in one transaction, or nothing.
   * Appends of one process are decided in the order of the calls. Throws `VersionConflict` when a stream is no longer at its expected version or ends with another event, `KeyTaken` when the idempotency key is recorded.
   */
  abstract append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]>

  /** The record under an idempotency key, if there is one. */
  abstract recall(scope: string, key: string): Promise<IdempotencyRecord | null>

  private readonly listeners = new Set<(events: readonly StoredEvent[]) => void>()

  /** Calls back with what this process committed, in the order of positions; returns how to stop. */
  onAppended(listener: (events: readonly StoredEvent[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  protected announce(events: readonly StoredEvent[]): void {
    for (const listener of this.listeners) listener(events)
  }
}

/** Somebody else appended to a stream first. The command handler decides again. */
export class VersionConflict extends Error {
  readonly stream: string
  constructor(stream: string) {
    super(`The stream ${stream} is no longer at the expected version.`)
    this.name = 'VersionConflict'
    this.stream = stream
  }
}

/** The idempotency key was recorded by another append. */
export class KeyTaken extends Error {
  constructor(scope: string, key: string) {
    super(`The key ${key} of ${scope} is taken.`)
    this.name = 'KeyTaken'
  }
}
