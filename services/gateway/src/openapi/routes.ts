/** Path items of the document: operations, live streams, pictures. */
import { pathFields, type Audience, type LiveStream, type Operation, type PictureRoute } from '@agent-arena/contracts'
import type { z } from 'zod'
import { refTo, type Json, type Schemas } from './schemas.ts'

const PROBLEM = { 'application/problem+json': { schema: refTo('Problem') } }
const problem = (description: string) => ({ description, content: PROBLEM })

const words: Readonly<Record<number, string>> = {
  400: 'The request is malformed; the errors name the fields.',
  401: 'No token, or not a valid one.',
  403: 'This caller may not do that.',
  404: 'There is no such thing.',
  409: 'Not possible in the present state, or the Idempotency-Key was used with other content.',
  429: 'Asked too often from this address; Retry-After tells in how many seconds it may ask again.',
}

interface Refusing {
  readonly audience: Audience
  readonly path: string
  readonly conflicts?: boolean
  readonly limited?: boolean
}

const problems = ({ audience, path, conflicts = false, limited = false }: Refusing): Json => {
  const statuses = [
    400,
    401,
    ...(audience === 'anyone' ? [] : [403]),
    ...(pathFields(path).length > 0 ? [404] : []),
    ...(conflicts ? [409] : []),
    ...(limited ? [429] : []),
  ]
  return {
    ...Object.fromEntries(statuses.map((status) => [status, problem(words[status] ?? '')])),
    default: problem('Refused by a rule (422), or not available (503).'),
  }
}

const security = (audience: Audience): Json[] => {
  if (audience === 'anyone') return [{}]
  return [{ [audience === 'sandbox' ? 'sandboxToken' : 'bearerToken']: [] }]
}

interface Properties {
  readonly properties?: Readonly<Record<string, Json>>
  readonly required?: readonly string[]
}

const parametersOf = (path: string, { properties = {}, required = [] }: Properties, withQuery: boolean): Json[] => {
  const inPath = pathFields(path)
  const query = withQuery ? Object.keys(properties).filter((name) => !inPath.includes(name)) : []
  return [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...query.map((name) => ({ name, in: 'query', required: required.includes(name), schema: properties[name] ?? {} })),
  ]
}

const keyParameter = (required: boolean): Json => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description: 'The same key with the same content gives the same answer for seven days, and nothing happens twice.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
})

const without = (schema: Json & Properties, names: readonly string[]): Json => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name))),
  required: (schema.required ?? []).filter((name) => !names.includes(name)),
})

const bodyOf = (path: string, schema: Json & Properties): Json => {
  const body = without(schema, pathFields(path))
  const required = (body['required'] as readonly string[]).length > 0
  return Object.keys(body['properties'] as Json).length === 0
    ? {}
    : { requestBody: { required, content: { 'application/json': { schema: body } } } }
}

export const operationItem = (operation: Operation, schemas: Schemas): Json | null => {
  const { http, audience, idempotency } = operation
  if (!http) return null
  const input = schemas.input(operation.input) as Json & Properties
  const reads = http.method === 'GET'
  return {
    operationId: operation.name,
    tags: [operation.service],
    summary: operation.summary,
    security: security(audience),
    parameters: [...parametersOf(http.path, input, reads), ...(idempotency ? [keyParameter(idempotency === 'required')] : [])],
    ...(reads ? {} : bodyOf(http.path, input)),
    responses: {
      [http.status]: { description: 'Done.', content: { 'application/json': { schema: schemas.answer(operation.output) } } },
      ...problems({ audience, path: http.path, conflicts: idempotency !== undefined, limited: operation.limited === true }),
    },
  }
}

const resumeParameter: Json = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'Goes on after this item; also read from the query as `lastEventId`.',
  schema: { type: 'integer', minimum: 0 },
}

export const streamItem = (stream: LiveStream, schemas: Schemas): Json => ({
  operationId: stream.name,
  tags: ['live'],
  summary: stream.summary,
  security: security('anyone'),
  parameters: [...parametersOf(stream.path, schemas.input(stream.input), false), ...(stream.resumable ? [resumeParameter] : [])],
  responses: {
    200: {
      description: 'Server-sent events; `data` is one message as JSON.',
      content: { 'text/event-stream': { schema: schemas.answer(stream.message) } },
    },
    ...problems({ audience: 'anyone', path: stream.path }),
  },
})

export const pictureItem = (
  route: PictureRoute,
  schemas: Schemas,
  { params, answer }: { params: z.ZodType; answer: z.ZodType },
): Json => ({
  operationId: route.name,
  tags: ['screens'],
  summary: route.summary,
  security: security(route.audience),
  parameters: parametersOf(route.path, schemas.input(params), false),
  ...(route.consumes && { requestBody: { required: true, content: { [route.consumes]: {} } } }),
  responses: {
    200: {
      description: 'Done.',
      content: { [route.produces]: route.produces === 'application/json' ? { schema: schemas.answer(answer) } : {} },
    },
    ...problems(route),
  },
})
