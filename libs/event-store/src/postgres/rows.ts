/** From rows to events: the one place where the database's types become ours. */
import type { EventMeta, StoredEvent } from '@agent-arena/contracts'

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

export const eventOf = (row: EventRow): StoredEvent => ({ ...row, position: Number(row.position), at: row.at.toISOString() })
