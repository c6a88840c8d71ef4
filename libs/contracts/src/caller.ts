/** Who asks, and what travels with a request beside its input. */
import type { ServiceName } from './operation.ts'

export type Caller =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'user'; readonly id: string; readonly name: string }
  | { readonly kind: 'operator'; readonly id: string; readonly name: string }
  | { readonly kind: 'sandbox'; readonly id: string }
  | { readonly kind: 'service'; readonly id: ServiceName | 'arena' }

export interface RequestContext {
  readonly caller: Caller
  /** Time after which nobody waits for the answer, milliseconds since 1970. */
  readonly deadline: number
  readonly correlationId: string
  readonly causationId?: string
  readonly idempotencyKey?: string
  readonly traceparent?: string
}

/** One word for logs and event meta, e.g. `user:usr_01k…`. */
export const actorOf = (caller: Caller): string => (caller.kind === 'anyone' ? 'anyone' : `${caller.kind}:${caller.id}`)

export const DEFAULT_DEADLINE_MS = 10_000

/** The context of a request that a service makes on its own account. */
export const serviceContext = (id: ServiceName | 'arena', more: Partial<RequestContext> = {}): RequestContext => ({
  caller: { kind: 'service', id },
  deadline: Date.now() + DEFAULT_DEADLINE_MS,
  correlationId: crypto.randomUUID(),
  ...more,
})
