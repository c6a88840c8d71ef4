/** A small server beside a service process: whether it lives, whether it is ready, and its metrics. Its port is for the operator's own network. */
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Health } from '@agent-arena/contracts'
import type { Registry } from 'prom-client'

export interface ProbeOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Default: 127.0.0.1. Whoever can reach it may read. */
  readonly host?: string
  readonly registry: Registry
  readonly health: () => Promise<Health>
}

export interface Probes {
  readonly port: number
  stop(): Promise<void>
}

const answer = (response: ServerResponse, status: number, body: string, contentType = 'application/json; charset=utf-8') => {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body)
}

const answerReady = async (response: ServerResponse, health: ProbeOptions['health']) => {
  const { ready, problems } = await health()
  answer(response, ready ? 200 : 503, JSON.stringify(ready ? { ready } : { ready, problems }))
}

const answerPath = async (path: string, response: ServerResponse, { registry, health }: ProbeOptions): Promise<void> => {
  if (path === '/health/live') return answer(response, 200, '{"live":true}')
  if (path === '/health/ready') return answerReady(response, health)
  if (path === '/metrics') return answer(response, 200, await registry.metrics(), registry.contentType)
  answer(response, 404, '{"error":"There are /health/live, /health/ready and /metrics."}')
}

const listen = async (server: Server, port: number, host: string) => {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Errors: those of listening, e.g. `EADDRINUSE`. */
export const startProbes = async (options: ProbeOptions): Promise<Probes> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, '{"error":"Only GET and HEAD."}')
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    answerPath(path, response, options).catch(() => answer(response, 503, '{"error":"It could not be read at the moment."}'))
  })
  const port = await listen(server, options.port, options.host ?? '127.0.0.1')
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    if (server.listening) await once(server, 'close')
  }
  return { port, stop }
}
