/** Callers' events and records as the columns that the statements take, in the order of the callers. */
import { intArray, jsonArray, textArray, uuidArray } from './binary-arrays.ts'
import type { Caller } from './caller.ts'

/** `stream, version, id, type, data, meta` of every event. */
export const eventColumns = (callers: readonly Caller[]): Buffer[] => {
  const streams: string[] = []
  const versions: number[] = []
  const ids: string[] = []
  const types: string[] = []
  const data: string[] = []
  const metas: string[] = []
  for (const { events, meta, metaJson } of callers)
    for (const event of events) {
      streams.push(event.stream)
      versions.push(event.version)
      ids.push(event.id)
      types.push(event.type)
      data.push(event.json)
      metas.push(event.meta === meta ? metaJson : JSON.stringify(event.meta))
    }
  return [textArray(streams), intArray(versions), uuidArray(ids), textArray(types), jsonArray(data), jsonArray(metas)]
}

export type Records = readonly NonNullable<Caller['record']>[]

export const recordsOf = (callers: readonly Caller[]): Records => callers.flatMap(({ record }) => record ?? [])

/** `scope, key, content, answer` of every record. */
export const recordColumns = (records: Records): Buffer[] => [
  textArray(records.map(({ scope }) => scope)),
  textArray(records.map(({ key }) => key)),
  textArray(records.map(({ content }) => content)),
  jsonArray(records.map(({ answer }) => answer)),
]

/** A call of a function with so many parameters, parsed and planned once a connection. */
export const callOf = (name: string, parameters: number) => ({
  name,
  text: `select * from ${name}(${Array.from({ length: parameters }, (_, index) => `$${index + 1}`).join(', ')})`,
})
