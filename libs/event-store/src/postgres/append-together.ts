/** The usual group, in which nobody is refused: one short statement. */
import type { ClientBase } from 'pg'
import { NIL, storedOf, type Caller } from './caller.ts'
import type { GroupAnswer } from './append-group.ts'
import { agreementOf, type Agreement } from './agreed.ts'
import { intArray, textArray, uuidArray } from './binary-arrays.ts'
import { callOf, eventColumns, recordColumns, recordsOf, type Records } from './columns.ts'

const PARAMETERS = 14

const statement = callOf('append_together', PARAMETERS)

interface Row {
  readonly o_position: string | null
  readonly o_at: Date | null
  readonly o_clock: Date
}

/** Nobody asks for the events that streams end with where nobody names one. */
const streamColumns = (agreement: Agreement): Buffer[] => {
  const places = [...agreement.values()]
  const asks = places.some(({ after }) => after !== undefined)
  return [
    textArray([...agreement.keys()]),
    intArray(places.map(({ version }) => version)),
    uuidArray(asks ? places.map(({ after }) => after ?? NIL) : []),
  ]
}

const differ = (records: Records) =>
  new Set(records.map(({ scope, key }) => JSON.stringify([scope, key]))).size === records.length

/** Null when somebody would be refused: nothing is written then, and each one has to be decided. */
export const appendTogether = async (
  client: ClientBase,
  callers: readonly Caller[],
  notBefore: string | null,
): Promise<GroupAnswer | null> => {
  const [agreement, records] = [agreementOf(callers), recordsOf(callers)]
  if (!agreement || !differ(records)) return null
  const values = [...streamColumns(agreement), ...recordColumns(records), ...eventColumns(callers), notBefore]
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
