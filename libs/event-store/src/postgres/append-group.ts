/** Several callers’ appends as one statement: its parameters, and what its answer means for each caller. */
import { newUuid, type KnownEvents, type StoredEvent } from '@agent-arena/contracts'
import type { ClientBase } from 'pg'
import {
  KeyTaken,
  VersionConflict,
  type AppendOptions,
  type IdempotencyRecord,
  type InlineWrite,
  type StreamAppend,
} from '../event-log.ts'
import { keepableJson } from '../keepable.ts'
import { intArray, jsonArray, textArray, uuidArray } from './binary-arrays.ts'

/** An event without what only the statement knows. */
interface Placed extends Omit<StoredEvent, 'position' | 'at'> {
  readonly json: string
}

/** What one caller asks for, its values made text: what cannot be written fails its own caller, before it meets the others. */
export interface Caller {
  readonly appends: readonly StreamAppend[]
  readonly events: readonly Placed[]
  readonly meta: string
  readonly record: (Omit<IdempotencyRecord, 'answer'> & { readonly answer: string }) | null
  readonly inline: readonly InlineWrite[]
}

/** Of each caller what it gets: its events, or why not. */
export type Settled = readonly StoredEvent[] | Error

export interface GroupAnswer {
  readonly settled: readonly Settled[]
  readonly clock: Date
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const checkedId = (id: string): string => {
  if (!UUID.test(id)) throw new TypeError(`${id} is no UUID.`)
  return id
}

export const callerOf = (
  appends: readonly StreamAppend[],
  { meta, idempotency, inline = [] }: AppendOptions,
  known: KnownEvents,
): Caller => {
  const events = appends.flatMap(({ stream, expectedVersion, facts, ids }) =>
    facts.map(({ type, data }, index) => {
      const id = ids?.[index]
      const place = { id: id === undefined ? newUuid() : checkedId(id), stream, version: expectedVersion + index + 1 }
      return { ...place, type, data, meta: known.metaFor(type, meta), json: keepableJson(data) }
    }),
  )
  const record = idempotency ? { ...idempotency, answer: JSON.stringify(idempotency.answer) } : null
  for (const { after } of appends) if (after !== undefined) checkedId(after)
  return { appends, events, meta: JSON.stringify(meta), record, inline }
}

/** Numbers things from 1 in the order in which they are first seen. */
const createNumbers = () => {
  const known = new Map<string, number>()
  const numberOf = (name: string): number => {
    const number = known.get(name) ?? known.size + 1
    known.set(name, number)
    return number
  }
  return { known, numberOf }
}

const touchesOf = (callers: readonly Caller[]) => {
  const streams = createNumbers()
  const columns = { last: [] as number[], stream: [] as number[], expected: [] as number[], facts: [] as number[] }
  for (const { appends } of callers) {
    for (const { stream, expectedVersion, facts } of appends) {
      columns.stream.push(streams.numberOf(stream))
      columns.expected.push(expectedVersion)
      columns.facts.push(facts.length)
    }
    columns.last.push(columns.stream.length)
  }
  return { ...columns, streams: [...streams.known.keys()] }
}

const NIL = '00000000-0000-0000-0000-000000000000'

/** Of each touch the event that it builds on and the last one that it writes; nothing where nobody names one. */
const chainOf = (callers: readonly Caller[]) => {
  const chain = { after: [] as string[], end: [] as string[] }
  if (!callers.some(({ appends }) => appends.some(({ after }) => after !== undefined))) return chain
  for (const { appends, events } of callers) {
    let written = 0
    for (const { after, facts } of appends) {
      written += facts.length
      chain.after.push(after ?? NIL)
      chain.end.push((facts.length > 0 && events[written - 1]?.id) || NIL)
    }
  }
  return chain
}

/** Records in the order of their callers; those with one key share the number of the first. */
const recordsOf = (callers: readonly Caller[]) => {
  const keys = new Map<string, number>()
  const records = callers.flatMap(({ record }, index) => (record ? [{ ...record, caller: index + 1 }] : []))
  let seen = 0
  const ofCaller = callers.map(({ record }) => {
    if (!record) return 0
    seen++
    const name = JSON.stringify([record.scope, record.key])
    const first = keys.get(name) ?? seen
    keys.set(name, first)
    return first
  })
  return { records, ofCaller }
}

/** Events share the text of their caller's meta, unless they tell the version of their schema. */
const metaJson = ({ meta }: Placed, caller: Caller) => (meta.schemaVersion === undefined ? caller.meta : JSON.stringify(meta))

const valuesOf = (callers: readonly Caller[], notBefore: string | null): unknown[] => {
  const [touches, chain, { records, ofCaller }] = [touchesOf(callers), chainOf(callers), recordsOf(callers)]
  const events = callers.flatMap((caller, index) =>
    caller.events.map((event) => ({ ...event, caller: index + 1, meta: metaJson(event, caller) })),
  )
  return [
    textArray(touches.streams),
    intArray(touches.last),
    intArray(callers.map((caller) => caller.events.length)),
    intArray(ofCaller),
    intArray(touches.stream),
    intArray(touches.expected),
    intArray(touches.facts),
    intArray(records.map(({ caller }) => caller)),
    textArray(records.map(({ scope }) => scope)),
    textArray(records.map(({ key }) => key)),
    textArray(records.map(({ content }) => content)),
    jsonArray(records.map(({ answer }) => answer)),
    intArray(events.map(({ caller }) => caller)),
    textArray(events.map(({ stream }) => stream)),
    intArray(events.map(({ version }) => version)),
    uuidArray(events.map(({ id }) => id)),
    textArray(events.map(({ type }) => type)),
    jsonArray(events.map(({ json }) => json)),
    jsonArray(events.map(({ meta }) => meta)),
    uuidArray(chain.after),
    uuidArray(chain.end),
    notBefore,
  ]
}

const PARAMETERS = 22

const statement = {
  name: 'append-group',
  text: `select * from append_group(${Array.from({ length: PARAMETERS }, (_, index) => `$${index + 1}`).join(', ')})`,
}

interface Row {
  readonly o_refusals: readonly number[]
  readonly o_position: string | null
  readonly o_at: Date | null
  readonly o_clock: Date
}

const refusalOf = (refusal: number, { record }: Caller, streams: readonly string[]): Error =>
  refusal < 0 && record ? new KeyTaken(record.scope, record.key) : new VersionConflict(streams[refusal - 1] ?? 'of the group')

/** Positions follow each other in the order of the callers, without those who were refused. */
const settledOf = (callers: readonly Caller[], { o_refusals, o_position, o_at }: Row): readonly Settled[] => {
  let position = Number(o_position)
  const at = o_at?.toISOString() ?? ''
  const streams = o_refusals.some((refusal) => refusal > 0) ? touchesOf(callers).streams : []
  return callers.map((caller, index) => {
    const refusal = o_refusals[index] ?? 0
    if (refusal !== 0) return refusalOf(refusal, caller, streams)
    return caller.events.map(({ json: _json, ...event }) => ({ ...event, position: ++position, at }))
  })
}

/** Errors: what the server refuses as a whole, e.g. an id that stands already; nothing of the group is written then. */
export const appendGroup = async (
  client: ClientBase,
  callers: readonly Caller[],
  notBefore: string | null,
): Promise<GroupAnswer> => {
  const { rows } = await client.query<Row>({ ...statement, values: valuesOf(callers, notBefore) })
  const [row] = rows
  if (!row) throw new Error('append_group answered nothing.')
  return { settled: settledOf(callers, row), clock: row.o_clock }
}
