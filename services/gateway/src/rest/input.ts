/** From a request to the input of an operation: path fields, then query or body; every fault is named at once. */
import { malformed, parseOrReject, pathFields, type FieldError, type HttpRoute, type Operation } from '@agent-arena/contracts'
import type { FastifyRequest } from 'fastify'
import { unfitText, unfitTextIn } from './body.ts'

/** 1–200 visible ASCII characters. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/
const KEY_HEADER = 'Idempotency-Key'

type Fields = Readonly<Record<string, unknown>>

export interface ReadInput {
  readonly input: unknown
  readonly idempotencyKey: string | undefined
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const queryFields = (query: unknown): Fields => {
  const unfit = unfitTextIn(query)
  if (unfit) throw unfitText(unfit)
  return Object(query) as Fields
}

const givenFields = ({ method }: HttpRoute, request: FastifyRequest): Fields => {
  if (method === 'GET') return queryFields(request.query)
  const body = request.body ?? (request.body === undefined ? {} : null)
  if (isFields(body)) return body
  throw malformed('body', 'must be a JSON object')
}

const keyErrors = ({ idempotency }: Operation, key: string | undefined): FieldError[] => {
  if (key === undefined) return idempotency === 'required' ? [{ path: KEY_HEADER, message: 'this header is required' }] : []
  return IDEMPOTENCY_KEY.test(key) ? [] : [{ path: KEY_HEADER, message: 'must be 1 to 200 visible ASCII characters' }]
}

const keyOf = ({ idempotency }: Operation, request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  return idempotency === undefined || key === undefined ? undefined : String(key)
}

/** Throws `malformed` with every faulty field, the header included. */
export const readInput = (operation: Operation, http: HttpRoute, request: FastifyRequest): ReadInput => {
  const given = givenFields(http, request)
  const collisions = pathFields(http.path)
    .filter((name) => Object.hasOwn(given, name))
    .map((path) => ({ path, message: 'stands in the path' }))
  const idempotencyKey = keyOf(operation, request)
  const input = { ...given, ...Object(request.params) } as Fields
  parseOrReject(operation.input, input, [...keyErrors(operation, idempotencyKey), ...collisions])
  return { input, idempotencyKey }
}
