/** What an event is everywhere: in a log, on the bus, in a view. */

/** Who caused it, and what it followed from. */
export interface EventMeta {
  /** `user:usr_…`, `operator:…`, `sandbox:sbx_…`, `service:betting`, `anyone`. */
  readonly actor: string
  readonly correlationId: string
  readonly causationId?: string
  readonly traceparent?: string
  /** Version of the schema of its data; absent is 1. */
  readonly schemaVersion?: number
}

/** A fact with its kind and content: what a decider decides. */
export interface Fact<T extends string = string, D = unknown> {
  readonly type: T
  readonly data: D
}

/** A fact in its place in a log. Position is gapless from 1 in commit order; version is gapless from 1 in its stream. */
export interface StoredEvent<F extends Fact = Fact> {
  readonly id: string
  readonly type: F['type']
  readonly data: F['data']
  readonly meta: EventMeta
  readonly stream: string
  readonly version: number
  readonly position: number
  /** Database time of the append, ISO 8601 UTC. */
  readonly at: string
}

/** A stored event whose type tells its data: `if (event.type === 'BetPlaced') event.data.stake`. */
export type Stored<F extends Fact> = F extends Fact ? StoredEvent<F> & F : never

/** `market-mkt_01k…` is of the kind `market`; a stream without a dash is one of a kind. */
export const streamKindOf = (stream: string): string => stream.split('-', 1)[0] ?? ''
