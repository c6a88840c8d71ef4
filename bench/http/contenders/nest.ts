/** A Nest application on Fastify, listening on a free port. */
import type { Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'

export const listen = async (module: Type) => {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter({ logger: false }), { logger: false })
  await app.listen(0, '127.0.0.1')
  return { port: Number(new URL(await app.getUrl()).port) }
}
