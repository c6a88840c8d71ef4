/** The whole arena in one Nest application: its table of contents, and how it is opened. */
import { BettingModule, type BettingConfig } from '@agent-arena/betting'
import { GatewayModule, openDoors, serverOptionsOf, type GatewayConfig } from '@agent-arena/gateway'
import { InsightsModule } from '@agent-arena/insights'
import type { MessageBus } from '@agent-arena/message-bus'
import { PromptsModule } from '@agent-arena/prompts'
import { SandboxModule, type SandboxServiceConfig } from '@agent-arena/sandbox'
import { PlatformModule, type Platform } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { portProblem } from './start-up/port.ts'

export interface ArenaParts {
  readonly platform: Platform
  readonly gateway: GatewayConfig
  readonly betting: BettingConfig
  readonly sandbox: SandboxServiceConfig
}

@Module({})
export class ArenaModule {
  static of({ platform, gateway, sandbox, betting }: ArenaParts): DynamicModule {
    return {
      module: ArenaModule,
      imports: [
        PlatformModule.of(platform),
        BettingModule.of(betting),
        SandboxModule.of(sandbox),
        PromptsModule.of(),
        InsightsModule.of(),
        GatewayModule.of(gateway),
      ],
    }
  }
}

export interface ArenaApp {
  readonly url: string
  readonly bus: MessageBus
  close(): Promise<void>
}

export const startArenaApp = async (parts: ArenaParts): Promise<ArenaApp> => {
  const { platform, gateway } = parts
  const adapter = new FastifyAdapter(serverOptionsOf(gateway))
  const app = await NestFactory.create<NestFastifyApplication>(ArenaModule.of(parts), adapter, { logger: false })
  await openDoors(app)
  try {
    await app.listen(gateway.port, gateway.host)
  } catch (error) {
    await app.close() // Nest has started the services by then.
    throw portProblem(error, gateway)
  }
  const close = async () => {
    await app.close()
    await platform.bus.close()
  }
  return { url: gateway.publicUrl ?? (await app.getUrl()), bus: platform.bus, close }
}
