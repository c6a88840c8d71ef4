/** One service as a process of its own: what it is told by the environment, and the platform that it stands on. */
import 'reflect-metadata'
import { JetStreamBus, type MessageBus } from '@agent-arena/message-bus'
import type { ServiceName } from '@agent-arena/contracts'
import type { DynamicModule, INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { z } from 'zod'
import { parseConfig } from '../config.ts'
import { createLogger, type Logger } from '../logger.ts'
import { PlatformModule } from '../platform.module.ts'
import { Metrics } from '../metrics/metrics.ts'
import { startProbes } from '../metrics/probes.ts'
import type { Platform } from '../platform.ts'
import type { Service } from '../service.ts'
import { serviceToken } from '../service.module.ts'
import { stopAll, type Stoppable } from '../stop-all.ts'
import { runProcess, type Running } from './run-process.ts'

/** One that is not there is missing, as any other variable. */
export const databaseUrlOf = z.url({
  protocol: /^postgres(ql)?$/,
  error: ({ code }) => (code === 'invalid_type' ? undefined : 'must be an address like postgres://user:password@host:5432/arena'),
})

const isNatsUrl = (text: string) =>
  text.split(',').every((part) => URL.canParse(part.trim()) && /^(nats|tls):$/.test(new URL(part.trim()).protocol))

export const natsUrlOf = z
  .string()
  .refine(isNatsUrl, { error: 'must be an address like nats://host:4222, or several of them with commas between' })

/** How every program of the platform writes its log. */
export const logVariables = {
  ARENA_LOG: z.enum(['pretty', 'json']).default('pretty'),
  ARENA_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).optional(),
} as const

/** Where a service process answers /health/live, /health/ready and /metrics; nowhere without a port. */
const probeVariables = {
  ARENA_PROBES_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  ARENA_PROBES_HOST: z.string().min(1).default('127.0.0.1'),
} as const

/** What every service needs that runs as a process of its own. */
export const platformVariables = {
  ...logVariables,
  ...probeVariables,
  DATABASE_URL: databaseUrlOf,
  NATS_URL: natsUrlOf,
} as const

const LogSettings = z.object(logVariables)

export const loggerOf = ({ ARENA_LOG, ARENA_LOG_LEVEL }: z.output<typeof LogSettings>): Logger =>
  createLogger({ format: ARENA_LOG, level: ARENA_LOG_LEVEL ?? (ARENA_LOG === 'json' ? 'info' : 'warn') })

/** Errors: `BusUnreachable`. */
export const connectBus = (
  servers: string,
  { name, logger }: { readonly name: string; readonly logger: Logger },
): Promise<MessageBus> =>
  JetStreamBus.connect({
    servers,
    name,
    onFault: (fault, operation) => logger.error({ err: fault, operation: operation.name }, 'an operation failed'),
  })

export interface Opened {
  readonly app: INestApplicationContext
  /** Of one that listens. */
  readonly url?: string
}

export interface ServiceProgram<V> {
  readonly name: ServiceName
  /** The service's own part of the environment. */
  readonly variables: z.ZodType<V>
  readonly module: (variables: Readonly<V>) => DynamicModule
  /** By default its services are only started. */
  readonly open?: (module: DynamicModule, variables: Readonly<V>) => Promise<Opened>
}

type Environment = Readonly<Record<string, string | undefined>>

/** The platform's part of the environment and the service's own, with the faults of both at once. */
export const readSettings = <V>(variables: z.ZodType<V>, environment: Environment) =>
  parseConfig(z.intersection(z.object(platformVariables), variables), environment)

const openQuietly = async (module: DynamicModule): Promise<Opened> => ({
  app: await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }),
})

const ProbeSettings = z.object(probeVariables)

const openProbes = async (
  { ARENA_PROBES_PORT: port, ARENA_PROBES_HOST: host }: z.output<typeof ProbeSettings>,
  { registry }: Metrics,
  service: Service,
): Promise<readonly Stoppable[]> =>
  port === undefined ? [] : [await startProbes({ port, host, registry, health: () => service.health() })]

const start = async <V>(
  environment: Environment,
  { name, variables, module, open = openQuietly }: ServiceProgram<V>,
): Promise<Running> => {
  const told = readSettings(variables, environment)
  const { DATABASE_URL: databaseUrl, NATS_URL, ...settings } = told
  const logger = loggerOf(settings)
  const bus = await connectBus(NATS_URL, { name, logger })
  const metrics = new Metrics({ withProcess: true })
  const platform: Platform = { databaseUrl, requiresDurability: true, bus, logger, metrics }
  const { app, url } = await open(PlatformModule.of(platform, [module(told)]), told)
  const probes = await openProbes(settings, metrics, app.get<Service>(serviceToken(name), { strict: false }))
  const stop = () => stopAll([...probes, { stop: () => app.close() }, { stop: () => bus.close() }])
  return { stop, ...(url !== undefined && { url }) }
}

/** What the `main.ts` of a service calls. */
export const runService = <V>(environment: Environment, program: ServiceProgram<V>): Promise<void> =>
  runProcess(program.name, () => start(environment, program))
