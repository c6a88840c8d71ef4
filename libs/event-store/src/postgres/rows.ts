/** From rows to events: the one place where the database's types become ours. */
import type { EventMeta, KnownEvents, StoredEvent } from '@agent-arena/contracts'

export interface EventRow {
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly meta: EventMeta
  readonly stream: string
  readonly version: number
  /** bigint arrives as text; positions stay far below 2^53. */
  readonly position: string
  readonly at: Date
}

/** Reads events as this build would have written them; what it does not understand, as it was written. */
export const eventReader =
  (known: KnownEvents) =>
  (row: EventRow): StoredEvent =>
    known.upcast({ ...row, position: Number(row.position), at: row.at.toISOString() })
