/** An event's data as JSON Schema (draft 7, as AsyncAPI has it), for readers who are to let further fields pass. */
import { z } from 'zod'

export type Json = Readonly<Record<string, unknown>>

type Draft = Record<string, unknown>

/** Noise for a reader: `format` says it, or it is the range of every whole number in JavaScript. */
const tidy = (draft: Draft) => {
  if (draft['format'] === 'date-time') delete draft['pattern']
  if (draft['maximum'] === Number.MAX_SAFE_INTEGER) delete draft['maximum']
  if (draft['minimum'] === Number.MIN_SAFE_INTEGER) delete draft['minimum']
  delete draft['readOnly']
}

/** Only what is strict in the contract is closed. */
const leaveOpen = (schema: unknown, draft: Draft) => {
  if (schema instanceof z.ZodObject && !schema.def.catchall) delete draft['additionalProperties']
}

export const payloadOf = (schema: z.ZodType): Json => {
  const { $schema: _dialect, ...payload } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      tidy(jsonSchema as Draft)
      leaveOpen(zodSchema, jsonSchema as Draft)
    },
  })
  return payload
}
