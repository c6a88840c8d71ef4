/** Tells who uses a wrong method on a known path which ones there are, and everybody else that there is nothing. */
import { allOperations, liveStreams, pictureRoutes, Rejection } from '@agent-arena/contracts'
import type { FastifyInstance, HTTPMethods } from 'fastify'

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const

/** Every path of the API with its methods. */
export const offeredMethods = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const offered = new Map<string, Set<string>>()
  const add = (path: string, method: string) => offered.set(path, (offered.get(path) ?? new Set()).add(method))
  for (const { http } of allOperations) if (http) add(http.path, http.method)
  for (const { path } of Object.values(liveStreams)) add(path, 'GET')
  for (const { path, method } of Object.values(pictureRoutes)) add(path, method)
  return offered
}

const refuse = (rejection: () => Rejection) => ({
  onRequest: async () => {
    throw rejection()
  },
  handler: async () => undefined,
})

const notAllowed = (methods: ReadonlySet<string>) => {
  const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].sort().join(', ')
  return new Rejection('method-not-allowed', { detail: `Here one may ask: ${allow}.`, extra: { allow } })
}

export const refuseOtherMethods = (scope: FastifyInstance): void => {
  for (const [url, methods] of offeredMethods()) {
    const others: HTTPMethods[] = METHODS.filter((method) => !methods.has(method))
    scope.route({ method: others, url, ...refuse(() => notAllowed(methods)) })
  }
}

export const refuseUnknownPaths = (scope: FastifyInstance, url: string): void => {
  scope.all(
    url,
    refuse(() => new Rejection('not-found', { detail: 'There is nothing at this address.' })),
  )
}
