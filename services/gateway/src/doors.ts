/** Opens every door on one Fastify server: API, live streams, screens, health, document, pages. */
import { API_PREFIX } from '@agent-arena/contracts'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import type { GatewayConfig } from './gateway.config.ts'
import type { GatewayParts } from './gateway.service.ts'
import { registerHealth } from './health.routes.ts'
import { registerLiveStreams } from './live/live.routes.ts'
import { registerMetrics } from './metrics.routes.ts'
import { createDocument } from './openapi/document.ts'
import { registerDocs } from './pages/docs.routes.ts'
import { API_HEADERS } from './pages/security-headers.ts'
import { registerWeb } from './pages/web.routes.ts'
import { readJsonBodies } from './rest/body.ts'
import { limitPerAddress } from './rest/limit.ts'
import { refuseOtherMethods, refuseUnknownPaths } from './rest/other-methods.ts'
import { answerErrors } from './rest/problems.ts'
import { registerOperations } from './rest/registrar.ts'
import { registerScreens } from './screens/screen.routes.ts'

const registerCors = async (scope: FastifyInstance, origins: readonly string[]) => {
  if (origins.length === 0) return
  await scope.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID', 'X-Request-Id', 'Traceparent'],
    exposedHeaders: ['X-Request-Id', 'Retry-After'],
    maxAge: 600,
  })
}

const registerApi = async (scope: FastifyInstance, parts: GatewayParts, { sessionsPerMinute }: GatewayConfig) => {
  scope.addHook('onRequest', async (request, reply) => void reply.headers({ ...API_HEADERS, 'x-request-id': request.id }))
  readJsonBodies(scope)
  registerOperations(scope, { ...parts, limit: await limitPerAddress(scope, sessionsPerMinute) })
  registerLiveStreams(scope, parts)
  await registerScreens(scope, parts)
  refuseOtherMethods(scope)
}

const registerOutside = async (scope: FastifyInstance, parts: GatewayParts, config: GatewayConfig) => {
  registerHealth(scope, parts.bus)
  registerMetrics(scope, parts)
  for (const path of ['/health', '/health/*', '/api', '/api/*']) refuseUnknownPaths(scope, path)
  await scope.register((docs) => registerDocs(docs, createDocument(config.publicUrl)))
  await scope.register((web) => registerWeb(web, config.webRoot))
}

/** Before the server listens; what it registers is its own scope, with its own bodies and errors. */
export const registerDoors = async (server: FastifyInstance, parts: GatewayParts, config: GatewayConfig): Promise<void> => {
  server.addHook('onListen', async () => parts.address.listensOn(server.server.address()))
  await server.register(async (scope) => {
    scope.setErrorHandler(answerErrors(parts.logger))
    await registerCors(scope, config.allowedOrigins)
    await scope.register((api) => registerApi(api, parts, config), { prefix: API_PREFIX })
    await registerOutside(scope, parts, config)
  })
}
