/** The typed client: one method an operation, made from the contract entries at run time. */
import type { z } from 'zod'
import { operations, type OperationName } from './operations.ts'
import { pathFields, type Operation } from './operation.ts'
import { isRejection, Rejection, rejectionOf, type Problem } from './rejection.ts'

type Operations = typeof operations

export interface CallOptions {
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

type Call<T extends Operation> = (input: z.input<T['input']>, options?: CallOptions) => Promise<z.output<T['output']>>

export type ArenaClient = { readonly [N in OperationName]: Call<Operations[N]> }

export interface ClientOptions {
  /** Address of the arena, e.g. `http://127.0.0.1:3000`; empty for the page's own origin. */
  readonly url: string
  /** Asked before each call, so that a token may come later. */
  readonly token?: () => string | undefined
  readonly fetch?: typeof fetch
  /** How long a whole answer may take. */
  readonly timeoutMs?: number
}

/** Longer than the arena itself waits for any of its parts. */
const TIMEOUT_MS = 30_000

export const API_PREFIX = '/api/v1'

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'reason' in value

/** Path with its fields filled in, and the fields that are left over. */
export const fillPath = (path: string, input: Readonly<Record<string, unknown>>) => {
  const inPath = new Set(pathFields(path))
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name])))
  return { path: filled, rest: Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name))) }
}

const queryOf = (rest: Readonly<Record<string, unknown>>) => {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** The body of an answer; a refusal is thrown as the `Rejection` it was at the far side. */
export const readAnswer = async (response: Response): Promise<unknown> => {
  const body = parseBody(await response.text())
  if (response.ok) return body
  if (isProblem(body)) throw rejectionOf(body)
  throw new Rejection('internal-fault', { detail: `The arena answered ${response.status}.` })
}

const requestOf = (
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  token: string | undefined,
  options: CallOptions,
) => {
  const { http } = operation
  if (!http) throw new TypeError(`${operation.name} has no route`)
  const { path, rest } = fillPath(http.path, input)
  const reads = http.method === 'GET'
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(!reads && { 'content-type': 'application/json' }),
    ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
  }
  const init: RequestInit = { method: http.method, headers }
  return {
    path: `${API_PREFIX}${path}${reads ? queryOf(rest) : ''}`,
    init: reads ? init : { ...init, body: JSON.stringify(rest) },
  }
}

/** Gives up, as on an arena that cannot be reached, once the time is over: what was asked may have been done all the same. */
const inTime = async <T>(timeoutMs: number, given: AbortSignal | undefined, ask: (signal: AbortSignal) => Promise<T>) => {
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    return await ask(given ? AbortSignal.any([given, limit]) : limit)
  } catch (error) {
    if (!limit.aborted || given?.aborted || isRejection(error)) throw error
    throw new Rejection('deadline-exceeded', { detail: 'The arena did not answer. Check your connection and try again.' })
  }
}

/**
 * A client whose methods are the operations by name: `client.placeBet({ marketId, outcome, stake }, { idempotencyKey })`.
 * Errors: what the arena refuses with, `deadline-exceeded` when it does not answer in time, and what `fetch` throws.
 */
export const createClient = (options: ClientOptions): ArenaClient => {
  const { fetch: send = fetch, timeoutMs = TIMEOUT_MS } = options
  const call =
    (operation: Operation) =>
    async (input: Readonly<Record<string, unknown>>, callOptions: CallOptions = {}) => {
      const { path, init } = requestOf(operation, input, options.token?.(), callOptions)
      return inTime(timeoutMs, callOptions.signal, async (signal) =>
        readAnswer(await send(`${options.url}${path}`, { ...init, signal })),
      )
    }
  return Object.fromEntries(Object.entries(operations).map(([name, entry]) => [name, call(entry)])) as unknown as ArenaClient
}
