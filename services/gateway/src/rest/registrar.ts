/** Turns contract entries into routes: limit, admit, read, ask over the bus, answer. No operation has a controller of its own. */
import { allOperations, type HttpRoute, type Operation } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Callers } from '../identity/callers.ts'
import { admit, callerOf } from './admission.ts'
import { contextOf } from './context.ts'
import { readInput } from './input.ts'
import type { Limit } from './limit.ts'

export interface RestParts {
  readonly bus: MessageBus
  readonly callers: Callers
  /** Of operations that are limited. */
  readonly limit: Limit
}

const routeOf = (operation: Operation, http: HttpRoute, { bus, callers, limit }: RestParts): RouteOptions => ({
  method: http.method,
  url: http.path,
  onRequest: [...(operation.limited ? [limit] : []), admit(operation.audience, callers)],
  handler: async (request, reply) => {
    const { input, idempotencyKey } = readInput(operation, http, request)
    const context = contextOf(request.headers, callerOf(request), request.id)
    const output = await bus.request(operation, input, { ...context, ...(idempotencyKey !== undefined && { idempotencyKey }) })
    return reply.code(http.status).header('cache-control', 'no-store').send(output)
  },
})

export const registerOperations = (
  scope: FastifyInstance,
  parts: RestParts,
  operations: readonly Operation[] = allOperations,
): void => {
  for (const operation of operations) if (operation.http) scope.route(routeOf(operation, operation.http, parts))
}
