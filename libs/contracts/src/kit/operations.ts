/** What every service answers beside its own operations: its health, its log, and how far it has read others. */
import { z } from 'zod'
import { operation, ServiceName } from '../operation.ts'

export const Health = z.object({ ready: z.boolean(), problems: z.array(z.string()) })
export type Health = z.infer<typeof Health>

const LogEvent = z.object({
  id: z.string(),
  type: z.string(),
  data: z.unknown(),
  meta: z.object({
    actor: z.string(),
    correlationId: z.string(),
    causationId: z.string().optional(),
    traceparent: z.string().optional(),
    schemaVersion: z.int().optional(),
  }),
  stream: z.string(),
  version: z.number(),
  position: z.number(),
  at: z.string(),
})

const operationsOf = (service: ServiceName) => ({
  health: operation({
    name: 'health',
    service,
    kind: 'query',
    audience: 'service',
    summary: 'Whether the service can do its work, and if not, why.',
    input: z.strictObject({}),
    output: Health,
  }),
  readLog: operation({
    name: 'readLog',
    service,
    kind: 'query',
    audience: 'service',
    summary: 'Committed events after a position, in order; how a consumer catches up or heals a gap.',
    input: z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(5000) }),
    /** `head` is the position of the last committed event, 0 when there is none. */
    output: z.object({ events: z.array(LogEvent), head: z.int() }),
  }),
  awaitPosition: operation({
    name: 'awaitPosition',
    service,
    kind: 'query',
    audience: 'service',
    summary: 'Answers once the service has acted on another service’s log up to a position, or when the time is over.',
    input: z.strictObject({ source: ServiceName, position: z.int().min(0), timeoutMs: z.int().min(0).max(10_000) }),
    output: z.object({ reached: z.boolean() }),
  }),
})

const made = new Map<ServiceName, ReturnType<typeof operationsOf>>()

/** Made once a service: a schema is compiled when it is first used, and followers of a log ask all the time. */
export const kitOperations = (service: ServiceName): ReturnType<typeof operationsOf> => {
  const known = made.get(service) ?? operationsOf(service)
  made.set(service, known)
  return known
}
