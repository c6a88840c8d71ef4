/** The gateway as a process of its own. */
import process from 'node:process'
import { runService } from '@agent-arena/service-kit'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { z } from 'zod'
import { gatewayConfigOf, gatewayVariables, programVariables } from './gateway.config.ts'
import { GatewayModule, openDoors } from './gateway.module.ts'
import { serverOptionsOf } from './server-options.ts'

await runService(process.env, {
  name: 'gateway',
  variables: z.object({ ...gatewayVariables, ...programVariables }),
  module: ({ ARENA_OPERATOR_TOKEN: operatorToken, ARENA_WEB_ROOT: webRoot, ...variables }) =>
    GatewayModule.of(gatewayConfigOf(variables, { operatorToken, webRoot })),
  open: async (module, { ARENA_PORT: port, ARENA_HOST: host, ARENA_TRUSTED_PROXIES: trustedProxies }) => {
    const adapter = new FastifyAdapter(serverOptionsOf({ trustedProxies }))
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false })
    await openDoors(app)
    await app.listen(port, host)
    return { app, url: await app.getUrl() }
  },
})
