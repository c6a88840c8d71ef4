/** How the server is set up before any route: limits, ids, and what happens to requests that no route ever sees. */
import { malformed, problemOf } from '@agent-arena/contracts'
import type { FastifyReply, FastifyServerOptions } from 'fastify'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { GatewayConfig } from './gateway.config.ts'
import { readablePageUrl } from './pages/web.routes.ts'
import { BODY_LIMIT_BYTES } from './rest/body.ts'
import { requestIdOf } from './rest/context.ts'
import { PROBLEM_TYPE, sendProblem } from './rest/problems.ts'

/** What is not even HTTP, or has a head above Node's 16 KiB, is told so and cut off. */
const refuseConnection = (error: { readonly code?: string }, socket: Socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const message =
    error.code === 'HPE_HEADER_OVERFLOW' ? 'the head of the request is longer than 16 KiB' : 'this is not a valid HTTP request'
  const body = JSON.stringify(problemOf(malformed('request', message)))
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

const options = {
  logger: false,
  bodyLimit: BODY_LIMIT_BYTES,
  /** A whole request, its body included, has to arrive in this time. */
  requestTimeout: 30_000,
  /** Readers that do not take their stream's end must not hold up a stop. */
  forceCloseConnections: true,
  rewriteUrl: ({ url }) => readablePageUrl(url ?? '/'),
  genReqId: (raw) => requestIdOf(raw.headers),
  /** No shorter than a whole request line: an id that is too long is for the schemas to refuse. */
  routerOptions: { maxParamLength: 16_384 },
  clientErrorHandler: refuseConnection,
  frameworkErrors: (_error, _request, reply) => {
    sendProblem(reply as unknown as FastifyReply, malformed('url', 'cannot be read'))
  },
} as const satisfies FastifyServerOptions<Server>

/** For Nest's adapter: `new FastifyAdapter(serverOptionsOf(config))`. */
export const serverOptionsOf = ({ trustedProxies }: Pick<GatewayConfig, 'trustedProxies'>) => ({
  ...options,
  /** Anybody can write X-Forwarded-For. */
  trustProxy: trustedProxies.length > 0 && [...trustedProxies],
})
