/** JSON Schemas of the contract's schemas; named ones are collected as components. */
import { z } from 'zod'
import { answerNames, inputNames } from './names.ts'

export type Json = Readonly<Record<string, unknown>>

const COMPONENTS = '#/components/schemas/'

export class Schemas {
  private readonly collected = new Map<string, Json>()

  constructor() {
    this.collected.set('Problem', problemSchema)
  }

  input(schema: z.ZodType): Json {
    return this.collect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata: inputNames }))
  }

  answer(schema: z.ZodType): Json {
    return this.collect(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', metadata: answerNames }))
  }

  /** In the order of their names, so that the document is the same each time. */
  components(): Json {
    return Object.fromEntries([...this.collected].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  private collect(made: unknown): Json {
    const text = JSON.stringify(made).replaceAll('"#/$defs/', `"${COMPONENTS}`)
    const { $schema: _dialect, $defs = {}, ...schema } = JSON.parse(text) as Json & { $defs?: Record<string, Json> }
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _id, ...body } = definition
      this.collected.set(name, body)
    }
    return schema
  }
}

export const refTo = (name: string): Json => ({ $ref: `${COMPONENTS}${name}` })

const problemSchema: Json = {
  type: 'object',
  description: 'What every refused request is answered with (RFC 9457).',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    reason: { type: 'string', description: 'Stable; meant for programs.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'reason'],
}
