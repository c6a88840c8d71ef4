/** The whole gateway on a real socket and a real database, with stand-ins for the services behind it. */
import { issueSandboxToken, serviceContext, startSession } from '@agent-arena/contracts'
import { InProcessBus } from '@agent-arena/message-bus'
import { PlatformModule, silentLogger } from '@agent-arena/service-kit'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { GatewayModule, openDoors } from '../gateway.module.ts'
import type { GatewayConfig } from '../gateway.config.ts'
import { serverOptionsOf } from '../server-options.ts'
import { StandIns } from './stand-ins.ts'

export const OPERATOR_TOKEN = 'arena_op_for_tests'

export interface GatewayHouse {
  readonly url: string
  /** Its own; it goes with the house. */
  readonly database: TestDatabase
  readonly bus: InProcessBus
  readonly services: StandIns
  /** Faults of handlers: a test that expects none looks that there are none. */
  readonly faults: readonly unknown[]
  newUserToken(name?: string): Promise<string>
  sandboxToken(sandboxId: string, expiresAt?: Date): Promise<string>
  /** Ends the gateway alone. */
  stop(): Promise<void>
  /** Ends it, and its database with it; harmless after a stop. */
  close(): Promise<void>
}

export const openGatewayHouse = async (more: Partial<GatewayConfig> = {}): Promise<GatewayHouse> => {
  const database = await testDatabase()
  const faults: unknown[] = []
  const bus = new InProcessBus({ onFault: (fault) => faults.push(fault) })
  const services = new StandIns(bus)
  const config: GatewayConfig = {
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    sessionsPerMinute: 0,
    blockedNames: [],
    trustedProxies: [],
    operatorToken: OPERATOR_TOKEN,
    webRoot: '/nowhere',
    ...more,
  }
  const imports = [PlatformModule.of({ databaseUrl: database.url, bus, logger: silentLogger() }), GatewayModule.of(config)]
  const adapter = new FastifyAdapter(serverOptionsOf(config))
  const app = await NestFactory.create<NestFastifyApplication>({ module: PlatformModule, imports }, adapter, { logger: false })
  await openDoors(app)
  await app.listen(config.port, config.host)
  const stop = async () => {
    await app.close()
    await bus.close()
  }
  const ask = serviceContext('arena')
  return {
    url: await app.getUrl(),
    database,
    bus,
    services,
    faults,
    newUserToken: async (name) =>
      (await bus.request(startSession, name === undefined ? {} : { name }, serviceContext('arena'))).token,
    sandboxToken: async (sandboxId, expiresAt = new Date(Date.now() + 60_000)) =>
      (
        await bus.request(
          issueSandboxToken,
          { sandboxId, expiresAt: expiresAt.toISOString() },
          { ...ask, deadline: Date.now() + 5000 },
        )
      ).token,
    stop,
    close: async () => {
      await stop()
      await database.drop()
    },
  }
}
