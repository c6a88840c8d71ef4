/** What one caller asks the log to write, its values made text: what cannot be written fails its own caller, before it meets the others. */
import type { EventMeta, StoredEvent } from '@agent-arena/contracts'
import type { AppendOptions, IdempotencyRecord, InlineWrite, StreamAppend } from '../event-log.ts'
import { keepableJson } from '../keepable.ts'
import { newUuidV7 } from '../uuid-v7.ts'

/** An event without what only the statement knows. */
export interface Placed {
  readonly id: string
  readonly stream: string
  readonly version: number
  readonly type: string
  readonly data: unknown
  /** Its data as text. */
  readonly json: string
}

export interface Caller {
  readonly appends: readonly StreamAppend[]
  readonly events: readonly Placed[]
  readonly meta: EventMeta
  readonly metaJson: string
  readonly record: (Omit<IdempotencyRecord, 'answer'> & { readonly answer: string }) | null
  readonly inline: readonly InlineWrite[]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const checkedId = (id: string): string => {
  if (!UUID.test(id)) throw new TypeError(`${id} is no UUID.`)
  return id
}

const placed = ({ stream, expectedVersion, facts, ids }: StreamAppend): Placed[] =>
  facts.map(({ type, data }, index) => {
    const id = ids?.[index]
    return {
      id: id === undefined ? newUuidV7() : checkedId(id),
      stream,
      version: expectedVersion + index + 1,
      type,
      data,
      json: keepableJson(data),
    }
  })

export const callerOf = (appends: readonly StreamAppend[], { meta, idempotency, inline = [] }: AppendOptions): Caller => {
  const [first] = appends
  const events = first && appends.length === 1 ? placed(first) : appends.flatMap(placed)
  const record = idempotency ? { ...idempotency, answer: JSON.stringify(idempotency.answer) } : null
  return { appends, events, meta, metaJson: JSON.stringify(meta), record, inline }
}

/** The caller's events as they are stored, numbered from after a position. */
export const storedOf = ({ events, meta }: Caller, after: number, at: string): readonly StoredEvent[] =>
  events.map(({ id, type, data, stream, version }, index) => ({
    id,
    type,
    data,
    meta,
    stream,
    version,
    position: after + index + 1,
    at,
  }))
