/** The door for operators and the referee; every route needs the gym's key. */
import type { FastifyInstance } from 'fastify'
import { found } from '../refusal.ts'
import { siteOf } from '../sites.ts'
import { goalText, listGoals } from './goals.ts'
import { keyGuard } from './operator-key.ts'
import { describeSession, openSession, type House } from './sessions.ts'

export const serveOperators = (app: FastifyInstance, { key, ...house }: House & { readonly key: string }): void => {
  const guard = keyGuard(key)
  app.register(
    async (api) => {
      api.addHook('onRequest', async ({ headers }) => guard(headers.authorization))
      serveGoals(api)
      serveSessions(api, house)
    },
    { prefix: '/api' },
  )
}

const serveGoals = (api: FastifyInstance): void => {
  api.get('/goals', () => listGoals())
  api.get<{ Params: { site: string; goal: string } }>('/goals/:site/:goal', ({ params, query }) =>
    goalText(`${params.site}/${params.goal}`, query),
  )
}

const serveSessions = (api: FastifyInstance, house: House): void => {
  api.put<{ Params: { id: string } }>('/sessions/:id', ({ params, body }, reply) => {
    const { created, session } = openSession(house.sessions, params.id, body)
    return reply.code(created ? 201 : 200).send(describeSession(house.address.url, session))
  })
  api.get<{ Params: { id: string } }>('/sessions/:id/proof', ({ params }) => {
    const session = found(house.sessions.byId(params.id), 'There is no such session.')
    return siteOf(session.goal).proof(session)
  })
  api.delete<{ Params: { id: string } }>('/sessions/:id', ({ params }, reply) => {
    house.sessions.drop(params.id)
    return reply.code(204).send()
  })
}
