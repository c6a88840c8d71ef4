/** What the sandbox service must be told. */
import { z } from 'zod'

/** The browser that agents drive. */
export interface Browser {
  /** Null where there is none that starts; `problem` says why. */
  readonly path: string | null
  /** Whether it runs in a sandbox of its own here. */
  readonly sandboxed: boolean
  /** Variables that it needs, e.g. where the libraries are that came with it. */
  readonly env: Readonly<Record<string, string>>
  readonly problem?: string
}

export interface SandboxServiceConfig {
  /** Folder for the working folders of local sandboxes. */
  readonly dataDir: string
  /** Program that runs a built-in agent, with its arguments, and the models that it knows. */
  readonly runner: { readonly command: readonly string[]; readonly models: readonly string[] }
  readonly chromium: Browser
  /** Where the practice sites are, and the key of their operator's routes; null where there are none. */
  readonly gym: { readonly url: string; readonly key: string } | null
  /** Least time between two steps of a built-in agent, so that people can follow. */
  readonly stepIntervalMs: number
  /** Whether checks may ask this machine itself: only in embedded mode. */
  readonly allowLoopbackChecks: boolean
}

/** A variable whose value is JSON, as a list of arguments has to be. */
const jsonOf = <T>(schema: z.ZodType<T>, error: string) =>
  z.string().transform((text, context): T => {
    try {
      return schema.parse(JSON.parse(text))
    } catch {
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    }
  })

/** What the service reads when it runs by itself; inside the arena the application hands a value in. */
export const sandboxVariables = {
  ARENA_DATA_DIR: z.string().min(1),
  /** The program that runs a built-in agent, with its arguments. */
  ARENA_RUNNER: jsonOf(z.array(z.string()).min(1), 'must be a JSON list like ["node", "/app/agent-runner/main.js"]'),
  ARENA_RUNNER_MODELS: jsonOf(z.array(z.string()), 'must be a JSON list like ["house/greedy"]'),
  ARENA_CHROMIUM: z.string().optional(),
  ARENA_CHROMIUM_PROBLEM: z.string().default('ARENA_CHROMIUM names none.'),
  ARENA_CHROMIUM_SANDBOX: z.enum(['on', 'off']).default('on'),
  ARENA_CHROMIUM_ENV: jsonOf(z.record(z.string(), z.string()), 'must be a JSON object of texts').default({}),
  ARENA_GYM_URL: z.url({ protocol: /^https?$/, error: 'must be an address like http://gym:4000' }).optional(),
  ARENA_GYM_KEY: z.string().default(''),
  ARENA_STEP_INTERVAL_MS: z.coerce.number().int().min(0).max(60_000).default(2500),
  ARENA_ALLOW_LOOPBACK_CHECKS: z.enum(['on', 'off']).default('off'),
} as const

const Environment = z.object(sandboxVariables)

const browserOf = (variables: z.output<typeof Environment>): Browser => ({
  path: variables.ARENA_CHROMIUM ?? null,
  sandboxed: variables.ARENA_CHROMIUM_SANDBOX === 'on',
  env: variables.ARENA_CHROMIUM_ENV,
  ...(variables.ARENA_CHROMIUM === undefined && { problem: variables.ARENA_CHROMIUM_PROBLEM }),
})

export const sandboxConfigOf = (variables: z.output<typeof Environment>): SandboxServiceConfig => ({
  dataDir: variables.ARENA_DATA_DIR,
  runner: { command: variables.ARENA_RUNNER, models: variables.ARENA_RUNNER_MODELS },
  chromium: browserOf(variables),
  gym: variables.ARENA_GYM_URL === undefined ? null : { url: variables.ARENA_GYM_URL, key: variables.ARENA_GYM_KEY },
  stepIntervalMs: variables.ARENA_STEP_INTERVAL_MS,
  allowLoopbackChecks: variables.ARENA_ALLOW_LOOPBACK_CHECKS === 'on',
})
