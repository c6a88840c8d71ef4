/** One entry per operation: it feeds the bus, the REST route, the OpenAPI document and the typed client. */
import { z } from 'zod'

export const ServiceName = z.enum(['gateway', 'sandbox', 'betting', 'prompts', 'insights'])
export type ServiceName = z.infer<typeof ServiceName>

/** Who may call: `anyone` needs no token; `member` is a user or an operator; `service` is never reachable from outside. */
export type Audience = 'anyone' | 'member' | 'user' | 'operator' | 'sandbox' | 'service'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Where an operation stands in REST: input fields named in the path come from there, the rest from query (GET) or body. */
export interface HttpRoute {
  readonly method: Method
  readonly path: `/${string}`
  readonly status: number
}

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly service: ServiceName
  readonly kind: 'command' | 'query'
  readonly audience: Audience
  /** One sentence for the API document. */
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly http?: HttpRoute
  /** Whether the caller gives an `Idempotency-Key`: same key and content, same answer. */
  readonly idempotency?: 'required' | 'optional'
  /** Whether the gateway bounds how often one address may call: 429 `too-many-requests`, with `Retry-After`. */
  readonly limited?: true
}

export const operation = <I extends z.ZodType, O extends z.ZodType>(entry: Operation<I, O>): Operation<I, O> => entry

export type InputOf<T extends Operation> = z.input<T['input']>
export type ParsedInputOf<T extends Operation> = z.output<T['input']>
export type OutputOf<T extends Operation> = z.output<T['output']>

/** A server-sent stream: `resumable` ones number their messages and go on after `Last-Event-ID`, the others tell only the latest state. */
export interface LiveStream {
  readonly name: string
  readonly path: `/${string}`
  readonly summary: string
  readonly input: z.ZodType
  readonly message: z.ZodType
  readonly resumable: boolean
}

/** Names of the input fields that stand in the path, in order. */
export const pathFields = (path: string): string[] => [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => String(name))

/** The bus subject of an operation: `arena.cmd.betting.placeBet`. */
export const subjectOf = ({ kind, service, name }: Pick<Operation, 'kind' | 'service' | 'name'>) =>
  `arena.${kind === 'command' ? 'cmd' : 'qry'}.${service}.${name}`
