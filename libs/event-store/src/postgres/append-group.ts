/** Several callers’ appends as one statement: its parameters, and what its answer means for each caller. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { ClientBase } from 'pg'
import { KeyTaken, VersionConflict } from '../event-log.ts'
import { appendTogether } from './append-together.ts'
import { intArray, textArray, uuidArray } from './binary-arrays.ts'
import { NIL, storedOf, type Caller } from './caller.ts'
import { callOf, eventColumns, recordColumns, recordsOf } from './columns.ts'

/** Of each caller what it gets: its events, or why not. */
export type Settled = readonly StoredEvent[] | Error

export interface GroupAnswer {
  readonly settled: readonly Settled[]
  readonly clock: Date
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

/** Of each caller the first record of the group with its key, counted from 1; 0 without a key. */
const recordNumbersOf = (callers: readonly Caller[]): readonly number[] => {
  const keys = new Map<string, number>()
  let seen = 0
  return callers.map(({ record }) => {
    if (!record) return 0
    seen++
    const name = JSON.stringify([record.scope, record.key])
    const first = keys.get(name) ?? seen
    keys.set(name, first)
    return first
  })
}

/** Of each thing that callers have, the caller's number, counted from 1. */
const numbersOf = (callers: readonly Caller[], countOf: (caller: Caller) => number): readonly number[] =>
  callers.flatMap((caller, index) => Array<number>(countOf(caller)).fill(index + 1))

const valuesOf = (callers: readonly Caller[], notBefore: string | null): unknown[] => {
  const [touches, chain] = [touchesOf(callers), chainOf(callers)]
  return [
    textArray(touches.streams),
    intArray(touches.last),
    intArray(callers.map(({ events }) => events.length)),
    intArray(recordNumbersOf(callers)),
    intArray(touches.stream),
    intArray(touches.expected),
    intArray(touches.facts),
    intArray(numbersOf(callers, ({ record }) => (record ? 1 : 0))),
    ...recordColumns(recordsOf(callers)),
    intArray(numbersOf(callers, ({ events }) => events.length)),
    ...eventColumns(callers),
    uuidArray(chain.after),
    uuidArray(chain.end),
    notBefore,
  ]
}

const PARAMETERS = 22

const statement = callOf('append_group', PARAMETERS)

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
  const { streams } = touchesOf(callers)
  return callers.map((caller, index) => {
    const refusal = o_refusals[index] ?? 0
    if (refusal !== 0) return refusalOf(refusal, caller, streams)
    const events = storedOf(caller, position, at)
    position += events.length
    return events
  })
}

/** Each caller is decided as if it had come alone after those before it. */
const decideEach = async (client: ClientBase, callers: readonly Caller[], notBefore: string | null): Promise<GroupAnswer> => {
  const { rows } = await client.query<Row>({ ...statement, values: valuesOf(callers, notBefore) })
  const [row] = rows
  if (!row) throw new Error('append_group answered nothing.')
  return { settled: settledOf(callers, row), clock: row.o_clock }
}

/** Errors: what the server refuses as a whole, e.g. an id that stands already; nothing of the group is written then. */
export const appendGroup = async (
  client: ClientBase,
  callers: readonly Caller[],
  notBefore: string | null,
): Promise<GroupAnswer> => (await appendTogether(client, callers, notBefore)) ?? (await decideEach(client, callers, notBefore))
