/** The arena's configuration: all of the environment that it reads, parsed once. */
import { bettingVariables } from '@agent-arena/betting'
import { gatewayVariables } from '@agent-arena/gateway'
import { databaseUrlOf, logVariables, natsUrlOf, parseConfig } from '@agent-arena/service-kit'
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
  ...logVariables,
  DATABASE_URL: databaseUrlOf.optional(),
  /** The bus; without it everything runs in one process and needs none. */
  NATS_URL: natsUrlOf.optional(),
  /** Each service as a process of its own. */
  ARENA_SPLIT: Switch.default('off'),
  /** The first of five ports on which the processes answer their probes and metrics, in the order of their names at the start. */
  ARENA_PROBES_PORT: z.coerce.number().int().min(1).max(65_531).optional(),
})

/** As many ports as there are processes, from the first one on. */
const PROBES = 5

/** A rule over several variables is asked as soon as they are right, whatever is wrong with others: all is told at once. */
const onceRight = (variables: z.ZodType) => ({ when: ({ value }: { value: unknown }) => variables.safeParse(value).success })

const NatsForSplit = Variables.refine(({ ARENA_SPLIT: split, NATS_URL }) => split === 'off' || NATS_URL !== undefined, {
  ...onceRight(Variables.pick({ ARENA_SPLIT: true, NATS_URL: true })),
  path: ['NATS_URL'],
  error: 'must be set for services in processes of their own (--split), which speak over NATS: --nats nats://localhost:4222',
})

const Consistent = NatsForSplit.refine(
  ({ ARENA_SPLIT: split, ARENA_PROBES_PORT: first, ARENA_PORT: port }) =>
    split === 'off' || first === undefined || port < first || port >= first + PROBES,
  {
    ...onceRight(Variables.pick({ ARENA_SPLIT: true, ARENA_PORT: true, ARENA_PROBES_PORT: true })),
    path: ['ARENA_PROBES_PORT'],
    error: `must leave out ARENA_PORT: it and the ${PROBES - 1} ports after it are for the probes`,
  },
)

export type ArenaConfig = Readonly<z.output<typeof Consistent>>

export const readConfig = (environment: NodeJS.ProcessEnv): ArenaConfig => parseConfig(Consistent, environment)
