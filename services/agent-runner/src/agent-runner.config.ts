/** The runner's environment, parsed once; all its faults are told together. */
import { z } from 'zod'

const Environment = z.object({
  ARENA_URL: z.url({ protocol: /^https?$/ }),
  SANDBOX_ID: z.string().min(1),
  SANDBOX_TOKEN: z.string().min(1),
  RUNNER_CHROMIUM: z.string().min(1),
  RUNNER_CHROMIUM_SANDBOX: z.enum(['on', 'off']).default('off'),
  RUNNER_STEP_INTERVAL_MS: z.coerce.number().int().min(0).max(60_000).default(1000),
  RUNNER_WORK_DIR: z.string().min(1),
})

export interface RunnerConfig {
  readonly arenaUrl: string
  readonly sandboxId: string
  readonly token: string
  readonly chromium: string
  readonly chromiumSandbox: boolean
  /** At most one step in this time. */
  readonly stepIntervalMs: number
  readonly workDir: string
  /** The environment without what only the runner may know, for the browser. */
  readonly browserEnv: Readonly<Record<string, string>>
}

type Env = Readonly<Record<string, string | undefined>>

const OWN = /^(?:ARENA|SANDBOX|RUNNER)_/

const withoutOwn = (env: Env): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || OWN.test(name) ? [] : [[name, value]])),
  )

export const readConfig = (env: Env): RunnerConfig => {
  const parsed = Environment.safeParse(env)
  if (!parsed.success) throw new Error(`The runner is not configured:\n${z.prettifyError(parsed.error)}`)
  const given = parsed.data
  return Object.freeze({
    arenaUrl: given.ARENA_URL.replace(/\/+$/, ''),
    sandboxId: given.SANDBOX_ID,
    token: given.SANDBOX_TOKEN,
    chromium: given.RUNNER_CHROMIUM,
    chromiumSandbox: given.RUNNER_CHROMIUM_SANDBOX === 'on',
    stepIntervalMs: given.RUNNER_STEP_INTERVAL_MS,
    workDir: given.RUNNER_WORK_DIR,
    browserEnv: withoutOwn(env),
  })
}
