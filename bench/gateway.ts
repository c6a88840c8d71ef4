/** Our own gateway, as the embedded arena has it, on a free port: its services come over a bus inside the process. */
import 'reflect-metadata'
import { serviceContext, startSession } from '@agent-arena/contracts'
import { GatewayModule, openDoors, serverOptionsOf, type GatewayConfig } from '@agent-arena/gateway'
import type { InProcessBus } from '@agent-arena/message-bus'
import { PlatformModule, silentLogger } from '@agent-arena/service-kit'
import type { DynamicModule, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { times } from './cases.ts'

/** On any port, for as many guests as there are clients, without pages. */
const config: GatewayConfig = {
  host: '127.0.0.1',
  port: 0,
  allowedOrigins: [],
  sessionsPerMinute: 0,
  blockedNames: [],
  trustedProxies: [],
  operatorToken: 'arena_op_bench',
  webRoot: '/nowhere',
}

export interface GatewayParts {
  readonly databaseUrl: string
  readonly bus: InProcessBus
  /** Services that run in the same process. */
  readonly services: readonly (DynamicModule | Type)[]
}

export const openGateway = async ({ databaseUrl, bus, services }: GatewayParts) => {
  const platform = PlatformModule.of({ databaseUrl, bus, logger: silentLogger() })
  const module = { module: PlatformModule, imports: [platform, ...services, GatewayModule.of(config)] }
  const adapter = new FastifyAdapter(serverOptionsOf(config))
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false })
  await openDoors(app)
  await app.listen(config.port, config.host)
  const url = await app.getUrl()
  const close = async () => {
    await app.close()
    await bus.close()
  }
  return { url, port: Number(new URL(url).port), close }
}

export const patientContext = () => serviceContext('arena', { deadline: Date.now() + 60_000 })

/** Tokens of so many users. */
export const joinBettors = async (bus: InProcessBus, count: number): Promise<readonly string[]> => {
  const join = (index: number) => bus.request(startSession, { name: `Bettor ${index}` }, patientContext())
  return (await Promise.all(times(count, join))).map(({ token }) => token)
}
