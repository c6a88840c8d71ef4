/** Every refusal leaves as application/problem+json (RFC 9457); a fault leaves without its words. */
import { isRejection, malformed, problemOf, Rejection, type Reason } from '@agent-arena/contracts'
import { isUnavailable } from '@agent-arena/event-store'
import type { Logger } from '@agent-arena/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const PROBLEM_TYPE = 'application/problem+json'
/** Where the refusal does not know better. */
const RETRY_AFTER_SECONDS = 1
const BODY_LIMIT_WORDS = 'The body may hold at most 1 MiB.'

/** What the server's own refusals mean in the language of the arena. */
const meanings: Readonly<Record<string, readonly [Reason, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', BODY_LIMIT_WORDS],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'The Content-Type is not one that is read here.'],
}

const fieldsOf = (error: unknown): { code: string; status: number; words: string } => {
  const { code, statusCode, message } = Object(error) as { code?: unknown; statusCode?: unknown; message?: unknown }
  return { code: String(code), status: Number(statusCode), words: String(message) }
}

/** The refusal that an error stands for; null when it is a fault. */
export const refusalOf = (error: unknown): Rejection | null => {
  if (isRejection(error)) return error
  if (isUnavailable(error))
    return new Rejection('unavailable', { detail: 'The database does not answer at the moment; try again.' })
  const { code, status, words } = fieldsOf(error)
  const meaning = meanings[code]
  if (meaning) return new Rejection(meaning[0], { detail: meaning[1] })
  return status >= 400 && status < 500 ? malformed('body', words) : null
}

const headersFor = (rejection: Rejection, status: number): Record<string, string> => ({
  'cache-control': 'no-store',
  ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  ...((status === 503 || status === 429) && {
    'retry-after': String(rejection.details.extra?.['retryAfterSeconds'] ?? RETRY_AFTER_SECONDS),
  }),
  ...(rejection.reason === 'method-not-allowed' && { allow: String(rejection.details.extra?.['allow'] ?? '') }),
})

/** The body may still be on its way: keeping the connection lets the server read it off, so that the answer is not lost in a reset. */
export const sendProblem = (reply: FastifyReply, rejection: Rejection): FastifyReply => {
  const problem = problemOf(rejection)
  return reply
    .removeHeader('connection')
    .code(problem.status)
    .headers(headersFor(rejection, problem.status))
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem))
}

export const answerErrors = (logger: Logger) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const refusal = refusalOf(error)
  if (!refusal) logger.error({ err: error, method: request.method, url: request.url }, 'a request failed')
  return sendProblem(reply, refusal ?? new Rejection('internal-fault'))
}
