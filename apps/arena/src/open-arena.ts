/** Opens the arena on its ground: all services in this process, or each as one of its own. */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { houseModels, runnerEntry } from '@agent-arena/agent-runner'
import { bettingConfigOf } from '@agent-arena/betting'
import { gatewayConfigOf } from '@agent-arena/gateway'
import type { Gym } from '@agent-arena/gym'
import { InProcessBus, type MessageBus } from '@agent-arena/message-bus'
import type { Browser, SystemUser } from '@agent-arena/sandbox'
import { connectBus, Metrics, type Logger } from '@agent-arena/service-kit'
import type { ArenaConfig } from './arena.config.ts'
import { startArenaApp } from './arena.module.ts'
import { environmentsOf } from './split/environments.ts'
import { startServices } from './split/service-processes.ts'
import { say } from './start-up/progress.ts'

/** What the services stand on. */
export interface Ground {
  readonly databaseUrl: string
  readonly chromium: Browser
  readonly user: SystemUser | null
  readonly gym: Gym
  readonly gymKey: string
}

export interface OpenArenaOptions {
  readonly config: ArenaConfig
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly operatorToken: string
  readonly ground: Ground
  readonly logger: Logger
}

export interface OpenArena {
  readonly url: string
  readonly bus: MessageBus
  close(): Promise<void>
  /** Ends what runs beside this process without waiting. */
  abandon(): void
}

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url))

const openBus = async ({ config, logger }: OpenArenaOptions): Promise<MessageBus> =>
  config.NATS_URL === undefined
    ? new InProcessBus({ onFault: (fault, { name }) => logger.error({ err: fault, operation: name }, 'an operation failed') })
    : connectBus(config.NATS_URL, { name: 'arena', logger })

const openInOneProcess = async (bus: MessageBus, options: OpenArenaOptions): Promise<OpenArena> => {
  const { config, folder, operatorToken, ground, logger } = options
  const app = await startArenaApp({
    platform: {
      databaseUrl: ground.databaseUrl,
      requiresDurability: true,
      bus,
      logger,
      metrics: new Metrics({ withProcess: true }),
    },
    betting: bettingConfigOf(config),
    gateway: gatewayConfigOf(config, { operatorToken, webRoot }),
    sandbox: {
      dataDir: folder,
      runner: { command: [process.execPath, ...process.execArgv, runnerEntry], models: houseModels },
      chromium: ground.chromium,
      gym: { url: ground.gym.url, key: ground.gymKey },
      stepIntervalMs: config.ARENA_STEP_INTERVAL_MS,
      allowLoopbackChecks: true,
    },
  })
  return { ...app, abandon: () => undefined }
}

const openSplit = async (bus: MessageBus, natsUrl: string, options: OpenArenaOptions): Promise<OpenArena> => {
  const { ground } = options
  const environments = environmentsOf({
    ...options,
    natsUrl,
    webRoot,
    databaseUrl: ground.databaseUrl,
    runner: { entry: runnerEntry, models: houseModels },
    chromium: ground.chromium,
    gym: { url: ground.gym.url, key: ground.gymKey },
  })
  const services = await startServices(environments, say)
  const close = async () => {
    await services.stop()
    await bus.close()
  }
  const url = options.config.ARENA_PUBLIC_URL ?? services.url
  return { url, bus, close, abandon: () => services.abandon() }
}

/** Errors: `StartupProblem`, `BusUnreachable`; what was opened is closed again. */
export const openArena = async (options: OpenArenaOptions): Promise<OpenArena> => {
  const { ARENA_SPLIT: split, NATS_URL: natsUrl } = options.config
  const bus = await openBus(options)
  try {
    if (split === 'on' && natsUrl !== undefined) return await openSplit(bus, natsUrl, options)
    return await openInOneProcess(bus, options)
  } catch (error) {
    await bus.close()
    throw error
  }
}
