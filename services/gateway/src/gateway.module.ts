/** The gateway in Nest: its service, and how the application opens the doors on Nest's own Fastify. */
import { provideService } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'
import { registerDoors } from './doors.ts'
import type { GatewayConfig } from './gateway.config.ts'
import { Gateway } from './gateway.service.ts'

@Module({})
export class GatewayModule {
  static of(config: GatewayConfig): DynamicModule {
    const gateway = new Gateway(config)
    return {
      module: GatewayModule,
      providers: [provideService(gateway), { provide: Gateway, useValue: gateway }],
      exports: [Gateway],
    }
  }
}

/** Between `NestFactory.create` and `app.listen`. */
export const openDoors = async (app: NestFastifyApplication): Promise<void> => {
  const gateway = app.get(Gateway)
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  await registerDoors(server, gateway.parts, gateway.config)
}
