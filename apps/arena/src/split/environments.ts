/** What each service process is told: its own settings, and no secret of another one. */
import process from 'node:process'
import type { Browser } from '@agent-arena/sandbox'
import type { ArenaConfig } from '../arena.config.ts'
import { serviceNames, type Environments, type ServiceProgramName } from './service-processes.ts'

export interface SplitGround {
  /** What the operator set, for the settings that services read by themselves. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly config: ArenaConfig
  readonly databaseUrl: string
  readonly natsUrl: string
  readonly operatorToken: string
  readonly folder: string
  readonly webRoot: string
  readonly runner: { readonly entry: string; readonly models: readonly string[] }
  readonly chromium: Browser
  readonly gym: { readonly url: string; readonly key: string }
}

const SECRETS = new Set(['ARENA_OPERATOR_TOKEN', 'ARENA_GYM_KEY'])

const given = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))

const browserVariables = ({ path, sandboxed, env, problem }: Browser) =>
  given({
    ARENA_CHROMIUM: path ?? undefined,
    ARENA_CHROMIUM_PROBLEM: problem,
    ARENA_CHROMIUM_SANDBOX: sandboxed ? 'on' : 'off',
    ARENA_CHROMIUM_ENV: JSON.stringify(env),
  })

const gatewayVariables = ({ config, operatorToken, webRoot }: SplitGround) => ({
  ARENA_OPERATOR_TOKEN: operatorToken,
  ARENA_WEB_ROOT: webRoot,
  ARENA_HOST: config.ARENA_HOST,
  ARENA_PORT: String(config.ARENA_PORT),
})

const sandboxVariables = ({ config, folder, runner, chromium, gym }: SplitGround) => ({
  ARENA_DATA_DIR: folder,
  ARENA_RUNNER: JSON.stringify([process.execPath, ...process.execArgv, runner.entry]),
  ARENA_RUNNER_MODELS: JSON.stringify(runner.models),
  ...browserVariables(chromium),
  ARENA_GYM_URL: gym.url,
  ARENA_GYM_KEY: gym.key,
  ARENA_STEP_INTERVAL_MS: String(config.ARENA_STEP_INTERVAL_MS),
  ARENA_ALLOW_LOOPBACK_CHECKS: 'on',
})

/** On one machine each needs a port of its own. */
const probeVariables = ({ config: { ARENA_PROBES_PORT: first } }: SplitGround, name: ServiceProgramName) =>
  given({ ARENA_PROBES_PORT: first === undefined ? undefined : String(first + serviceNames.indexOf(name)) })

export const environmentsOf = (ground: SplitGround): Environments => {
  const { environment, databaseUrl, natsUrl } = ground
  const open = Object.entries(given(environment)).filter(([name]) => !SECRETS.has(name) && !name.startsWith('ARENA_CHROMIUM'))
  const common = { ...Object.fromEntries(open), DATABASE_URL: databaseUrl, NATS_URL: natsUrl }
  const of = (name: ServiceProgramName) => ({ ...common, ...probeVariables(ground, name) })
  return {
    betting: of('betting'),
    insights: of('insights'),
    prompts: of('prompts'),
    sandbox: { ...of('sandbox'), ...sandboxVariables(ground) },
    gateway: { ...of('gateway'), ...gatewayVariables(ground) },
  }
}
