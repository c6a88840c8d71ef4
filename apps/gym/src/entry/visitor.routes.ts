/** The door for browsers: in by the goal's link, then the site's own pages by cookie. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer, Asked, GymSite, Session } from '../gym.site.ts'
import { enterByLink } from '../refusal.ts'
import type { SessionStore } from '../session.store.ts'
import { siteOf, sites } from '../sites.ts'
import { secretIn, sessionCookie } from './session.cookie.ts'

const plainFields = (given: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(given ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

const askedBy = ({ params, query, body }: FastifyRequest): Asked => ({
  params: plainFields(params),
  query: plainFields(query),
  form: plainFields(body),
  at: new Date().toISOString(),
})

const send = (reply: FastifyReply, answer: Answer): FastifyReply => {
  reply.header('cache-control', 'no-store')
  if ('seeOther' in answer) return reply.redirect(answer.seeOther, 303)
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.page.text)
}

const serveSite = (app: FastifyInstance, site: GymSite, visitorOf: (request: FastifyRequest) => Session): void => {
  for (const { method, path, answer } of site.routes) {
    app.route({ method, url: path, handler: (request, reply) => send(reply, answer(visitorOf(request), askedBy(request))) })
  }
}

export const serveVisitors = (app: FastifyInstance, sessions: SessionStore, address: { readonly url: string }): void => {
  const entered = (secret: string | undefined): Session => {
    const session = secret === undefined ? undefined : sessions.bySecret(secret)
    if (session === undefined) throw enterByLink()
    return session
  }
  app.get<{ Params: { secret: string } }>('/enter/:secret', (request, reply) => {
    const session = entered(request.params.secret)
    reply.header('set-cookie', sessionCookie(session.secret, address.url.startsWith('https:')))
    return send(reply, { seeOther: siteOf(session.goal).home(session) })
  })
  for (const site of sites) serveSite(app, site, (request) => entered(secretIn(request.headers.cookie)))
}
