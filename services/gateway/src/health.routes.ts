/** Whether the process lives, and whether every service can do its work. */
import { kitOperations, serviceContext, type ServiceName } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import type { FastifyInstance } from 'fastify'

const services = ['gateway', 'sandbox', 'betting', 'insights', 'prompts'] as const satisfies readonly ServiceName[]
const PATIENCE_MS = 2000

/** Sentences that say why a service cannot work; silence is one as well. */
const problemsOf = async (bus: MessageBus, service: ServiceName): Promise<readonly string[]> => {
  try {
    const { problems } = await bus.request(
      kitOperations(service).health,
      {},
      serviceContext('gateway', { deadline: Date.now() + PATIENCE_MS }),
    )
    return problems.map((problem) => `${service}: ${problem}`)
  } catch {
    return [`${service}: The service does not answer.`]
  }
}

export const registerHealth = (scope: FastifyInstance, bus: MessageBus): void => {
  scope.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ live: true }))
  scope.get('/health/ready', async (_request, reply) => {
    const problems = (await Promise.all(services.map((service) => problemsOf(bus, service)))).flat()
    const ready = problems.length === 0
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(ready ? { ready } : { ready, problems })
  })
}
