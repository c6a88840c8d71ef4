/** The API document, and a page that shows it; both come from this server alone. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { PAGE_HEADERS } from './security-headers.ts'

const viewerFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const viewerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Agent Arena API</title><link rel="icon" href="/api/docs/favicon-32x32.png"><link rel="stylesheet" href="/api/docs/swagger-ui.css">
<body><div id="document"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/show.js"></script></body></html>`

/** A file of its own, so that the page needs no inline script. */
const show = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#document', deepLinking: true, validatorUrl: null })`

export const registerDocs = async (scope: FastifyInstance, document: unknown): Promise<void> => {
  const json = JSON.stringify(document)
  scope.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS))
  await scope.register(fastifyStatic, { root: viewerFolder, serve: false })
  scope.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(json),
  )
  scope.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  scope.get('/api/docs/', async (_request, reply) => reply.redirect('/api/docs'))
  scope.get('/api/docs/show.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(show))
  for (const file of viewerFiles) scope.get(`/api/docs/${file}`, async (_request, reply) => reply.sendFile(file))
}
