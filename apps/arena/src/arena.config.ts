/** The arena's configuration: all of the environment that it reads, parsed once. */
import { bettingVariables } from '@agent-arena/betting'
import { gatewayVariables } from '@agent-arena/gateway'
import { parseConfig } from '@agent-arena/service-kit'
import { z } from 'zod'

const Switch = z.enum(['on', 'off'])

const Variables = z.object({
  ...gatewayVariables,
  ...bettingVariables,
  ARENA_DATA_DIR: z.string().min(1).optional(),
  ARENA_OPERATOR_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  ARENA_DEMO: Switch.default('on'),
  /** Least time between two steps of a house agent: slow enough that people can follow. */
  ARENA_STEP_INTERVAL_MS: z.coerce.number().int().min(0).max(60_000).default(2500),
  ARENA_CHROMIUM: z.string().optional(),
  ARENA_LOG: z.enum(['pretty', 'json']).default('pretty'),
  ARENA_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address like postgres://user:password@host:5432/arena' })
    .optional(),
})

export type ArenaConfig = Readonly<z.output<typeof Variables>>

export const readConfig = (environment: NodeJS.ProcessEnv): ArenaConfig => parseConfig(Variables, environment)
