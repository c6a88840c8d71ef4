/** What this process measures, for Prometheus: to operators only, because behind a proxy everybody seems to come from this machine. */
import type { Metrics } from '@agent-arena/service-kit'
import type { FastifyInstance } from 'fastify'
import type { Callers } from './identity/callers.ts'
import { admit } from './rest/admission.ts'

export interface MetricsRouteParts {
  readonly metrics: Metrics
  readonly callers: Callers
}

export const registerMetrics = (scope: FastifyInstance, { metrics: { registry }, callers }: MetricsRouteParts): void => {
  scope.get('/metrics', { onRequest: admit('operator', callers) }, async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics()),
  )
}
