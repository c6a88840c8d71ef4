/** The gym's HTTP server, put together from its rooms. */
import fastify, { type FastifyInstance } from 'fastify'
import formbody from '@fastify/formbody'
import { answerRefusals, answerUnreadableAddress } from './refusal.answer.ts'
import { serveOperators } from './api/operator.routes.ts'
import { serveVisitors } from './entry/visitor.routes.ts'
import { serveStyles } from './entry/style.routes.ts'
import { secureHeaders } from './entry/secure-headers.ts'
import { SessionStore } from './session.store.ts'

export interface GymOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** What operators and the referee show as bearer token; agents never have it. */
  readonly key: string
  /** How browsers and the referee reach the gym, when that is not the address it listens at. */
  readonly publicUrl?: string
}

export interface Gym {
  readonly url: string
  readonly close: () => Promise<void>
}

const MAX_BODY_BYTES = 16_384

export const startGym = async ({ host, port, key, publicUrl }: GymOptions): Promise<Gym> => {
  if (key === '') throw new Error('the gym needs a key')
  const app: FastifyInstance = fastify({
    bodyLimit: MAX_BODY_BYTES,
    frameworkErrors: answerUnreadableAddress,
    forceCloseConnections: true,
  })
  const sessions = new SessionStore()
  const address = { url: '' }
  secureHeaders(app)
  answerRefusals(app)
  await app.register(formbody, { bodyLimit: MAX_BODY_BYTES })
  app.get('/health', () => ({ status: 'ok' }))
  serveStyles(app)
  serveVisitors(app, sessions, address)
  serveOperators(app, { sessions, address, key })
  const listening = await app.listen({ host, port })
  address.url = (publicUrl ?? listening).replace(/\/+$/, '')
  return { url: address.url, close: () => app.close() }
}
