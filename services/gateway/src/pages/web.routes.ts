/** The built web app: its files as they are, and its one page for every address that a browser asks for. */
import { Rejection } from '@agent-arena/contracts'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { PAGE_HEADERS } from './security-headers.ts'

/** Files under `assets/` carry a digest of their content in the name. */
const FOREVER = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Agent Arena</title>
<body><h1>Agent Arena</h1><p>The arena runs, but its pages are not built. Run <code>npm run build</code> and start it again.</p>
<p>The API is described at <a href="/api/docs">/api/docs</a>.</p></body></html>`

/** Where the pages are; other addresses get the app only when the reader says that it wants a page. */
const PAGES = /^\/(?:$|matches\/|sandboxes\/|(?:leaderboards|operations|wallet)(?:$|\/))/

const isReadable = (path: string) => {
  try {
    return decodeURI(path) !== ''
  } catch {
    return false
  }
}

/** No router takes a path that cannot be decoded; at the address of a page its `%` are taken as they stand, and the app tells that nothing is there. */
export const readablePageUrl = (url: string): string => {
  const path = url.split('?', 1)[0] ?? ''
  return PAGES.test(path) && !isReadable(path) ? url.replaceAll('%', '%25') : url
}

const wantsPage = ({ url, headers }: FastifyRequest): boolean => {
  const path = url.split('?', 1)[0] ?? ''
  const accept = headers.accept ?? '*/*'
  if (path.startsWith('/assets/')) return false
  return accept.includes('text/html') || (accept.includes('*/*') && PAGES.test(path))
}

const fallBack = (sendPage: (reply: FastifyReply) => FastifyReply) => async (request: FastifyRequest, reply: FastifyReply) => {
  if (!wantsPage(request)) throw new Rejection('not-found', { detail: 'There is nothing at this address.' })
  return sendPage(reply)
}

const serveFiles = async (scope: FastifyInstance, root: string) => {
  const assets = join(root, 'assets', sep)
  await scope.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.startsWith(assets) ? FOREVER : ASK_AGAIN)
    },
  })
  scope.get(
    '/*',
    fallBack((reply) => reply.sendFile('index.html')),
  )
}

export const registerWeb = async (scope: FastifyInstance, webRoot: string): Promise<void> => {
  scope.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS))
  if (existsSync(join(webRoot, 'index.html'))) return serveFiles(scope, webRoot)
  scope.get(
    '/*',
    fallBack((reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(notBuilt)),
  )
}
