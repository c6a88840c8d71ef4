/** The style sheets, which need no session. */
import type { FastifyInstance } from 'fastify'
import { sites } from '../sites.ts'
import { baseStyle } from '../base.style.ts'

export const serveStyles = (app: FastifyInstance): void => {
  for (const { name, style } of [{ name: 'base', style: baseStyle }, ...sites]) {
    app.get(`/style/${name}.css`, (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(style),
    )
  }
}
