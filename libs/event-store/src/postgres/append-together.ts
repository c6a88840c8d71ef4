/** The usual group, in which nobody is refused: one short statement. */
import type { ClientBase } from 'pg'
import type { Caller } from './caller.ts'
import { storedOf } from './caller.ts'
import type { GroupAnswer } from './append-group.ts'
import { intArray, textArray } from './binary-arrays.ts'
import { callOf, eventColumns, recordColumns, recordsOf, type Records } from './columns.ts'

const PARAMETERS = 13

const statement = callOf('append_together', PARAMETERS)

interface Row {
  readonly o_position: string | null
  readonly o_at: Date | null
  readonly o_clock: Date
}

/** Of each stream the version at which the first one expects it; null when one expects what those before it do not leave. */
const agreedVersions = (callers: readonly Caller[]): ReadonlyMap<string, number> | null => {
  const first = new Map<string, number>()
  const next = new Map<string, number>()
  for (const { appends } of callers)
    for (const { stream, expectedVersion, facts } of appends) {
      const expected = next.get(stream)
      if (expected === undefined) first.set(stream, expectedVersion)
      else if (expected !== expectedVersion) return null
      next.set(stream, expectedVersion + facts.length)
    }
  return first
}

const differ = (records: Records) =>
  new Set(records.map(({ scope, key }) => JSON.stringify([scope, key]))).size === records.length

/** Null when somebody would be refused: nothing is written then, and each one has to be decided. */
export const appendTogether = async (
  client: ClientBase,
  callers: readonly Caller[],
  notBefore: string | null,
): Promise<GroupAnswer | null> => {
  const [versions, records] = [agreedVersions(callers), recordsOf(callers)]
  if (!versions || !differ(records)) return null
  const streams = [textArray([...versions.keys()]), intArray([...versions.values()])]
  const values = [...streams, ...recordColumns(records), ...eventColumns(callers), notBefore]
  const { rows } = await client.query<Row>({ ...statement, values })
  const [row] = rows
  if (!row) throw new Error('append_together answered nothing.')
  if (row.o_position === null) return null
  const at = row.o_at?.toISOString() ?? ''
  let position = Number(row.o_position)
  const settled = callers.map((caller) => {
    const events = storedOf(caller, position, at)
    position += events.length
    return events
  })
  return { settled, clock: row.o_clock }
}
