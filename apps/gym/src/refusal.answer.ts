/** Every refusal and fault is worded here: problem+json for operators, a friendly page for visitors. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, notFound, type RefusalWords } from './refusal.ts'
import { refusalPage } from './refusal.page.ts'
import { sites } from './sites.ts'

const fault: RefusalWords = {
  status: 500,
  reason: 'fault',
  title: 'Something broke on our side',
  detail: 'The gym could not answer. Please try again.',
}

// Fastify refuses some requests itself (body too large, unknown media type, bad JSON); those carry a status below 500.
const wordsOf = (thrown: FastifyError | Refusal): RefusalWords => {
  if (thrown instanceof Refusal) return thrown.words
  const status = thrown.statusCode ?? 500
  return status < 500 ? { status, reason: 'bad-request', title: 'That request cannot be read', detail: thrown.message } : fault
}

const frontPageOf = (url: string, status: number): string | undefined =>
  status === 403 ? undefined : sites.map(({ name }) => `/${name}`).find((front) => url.startsWith(front))

const answer = (request: FastifyRequest, reply: FastifyReply, words: RefusalWords): FastifyReply => {
  reply.code(words.status).header('cache-control', 'no-store')
  if (words.status === 401) reply.header('www-authenticate', 'Bearer')
  if (request.url.startsWith('/api/')) {
    return reply.type('application/problem+json').send(JSON.stringify({ type: 'about:blank', ...words }))
  }
  return reply.type('text/html; charset=utf-8').send(refusalPage(words, frontPageOf(request.url, words.status)).text)
}

export const answerRefusals = (app: FastifyInstance): void => {
  app.setErrorHandler((thrown: FastifyError | Refusal, request, reply) => {
    const words = wordsOf(thrown)
    if (words === fault) request.log.error(thrown)
    return answer(request, reply, words)
  })
  app.setNotFoundHandler((request, reply) => answer(request, reply, notFound('There is nothing at this address.').words))
}

/** For addresses that cannot even be decoded, which Fastify refuses before any route is chosen. */
export const answerUnreadableAddress = (thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  answer(request, reply, wordsOf(thrown))
}
