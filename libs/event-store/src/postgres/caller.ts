/** What one caller asks the log to write, its values made text: what cannot be written fails its own caller, before it meets the others. */
import type { EventMeta, KnownEvents, StoredEvent } from '@agent-arena/contracts'
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
  /** The caller's own, unless it tells the version of its schema. */
  readonly meta: EventMeta
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

/** Stands where no event is named. */
export const NIL = '00000000-0000-0000-0000-000000000000'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const checkedId = (id: string): string => {
  if (!UUID.test(id)) throw new TypeError(`${id} is no UUID.`)
  return id
}

type Origin = Pick<AppendOptions, 'meta'> & { readonly known: KnownEvents }

const placed = ({ stream, expectedVersion, facts, ids }: StreamAppend, { meta, known }: Origin): Placed[] =>
  facts.map(({ type, data }, index) => {
    const id = ids?.[index]
    return {
      id: id === undefined ? newUuidV7() : checkedId(id),
      stream,
      version: expectedVersion + index + 1,
      type,
      data,
      meta: known.metaFor(type, meta),
      json: keepableJson(data),
    }
  })

export const callerOf = (
  appends: readonly StreamAppend[],
  { meta, idempotency, inline = [] }: AppendOptions,
  known: KnownEvents,
): Caller => {
  const [first] = appends
  const origin = { meta, known }
  const events = first && appends.length === 1 ? placed(first, origin) : appends.flatMap((append) => placed(append, origin))
  const record = idempotency ? { ...idempotency, answer: JSON.stringify(idempotency.answer) } : null
  for (const { after } of appends) if (after !== undefined) checkedId(after)
  return { appends, events, meta, metaJson: JSON.stringify(meta), record, inline }
}

/** The caller's events as they are stored, numbered from after a position. */
export const storedOf = ({ events }: Caller, after: number, at: string): readonly StoredEvent[] =>
  events.map(({ id, type, data, meta, stream, version }, index) => ({
    id,
    type,
    data,
    meta,
    stream,
    version,
    position: after + index + 1,
    at,
  }))
