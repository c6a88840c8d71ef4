/** Where the gateway listens, who may ask and how often, whom it believes, and the operator's token: a value that the application hands in. */
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const isOrigin = (text: string) => text === '*' || (URL.canParse(text) && new URL(text).origin === text)
const Origin = z.string().refine(isOrigin, { error: 'must be an origin like https://arena.example, or *' })

const isNetwork = (text: string) => {
  const [address = '', bits, ...rest] = text.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
  return isIP(address) !== 0 && fits && rest.length === 0
}
const Network = z.string().refine(isNetwork, { error: 'must be an address like 10.0.0.7, or a network like 10.0.0.0/8' })

const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** The gateway's part of the environment; the application adds it to its own schema. */
export const gatewayVariables = {
  ARENA_HOST: z.string().min(1).default('127.0.0.1'),
  ARENA_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ARENA_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://arena.example' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  ARENA_ALLOWED_ORIGINS: z.string().transform(words).pipe(z.array(Origin)).default([]),
  /** How many guests one address may make; 0: any number. */
  ARENA_SESSIONS_PER_MINUTE: z.coerce.number().int().min(0).default(60),
  /** What stands in no name of a guest. */
  ARENA_BLOCKED_NAMES: z.string().transform(words).default([]),
  ARENA_TRUSTED_PROXIES: z.string().transform(words).pipe(z.array(Network)).default([]),
} as const

/** What the gateway must be told in addition when it runs by itself. */
export const programVariables = {
  ARENA_OPERATOR_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }),
  /** Folder of the built web app; without it only the API is served. */
  ARENA_WEB_ROOT: z.string().default(fileURLToPath(new URL('../../../apps/web/dist', import.meta.url))),
} as const

const Variables = z.object(gatewayVariables)

export interface GatewayConfig {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** What people and external agents are told, without a slash at its end; by default what the server listens on. */
  readonly publicUrl?: string
  /** `*` allows every origin. */
  readonly allowedOrigins: readonly string[]
  /** From one address; 0 is no limit. */
  readonly sessionsPerMinute: number
  /** Words that stand in no name of a guest, by their look. */
  readonly blockedNames: readonly string[]
  /** Addresses and networks whose X-Forwarded-For is believed; from everybody else it says nothing. */
  readonly trustedProxies: readonly string[]
  readonly operatorToken: string
  /** Folder of the built web app. */
  readonly webRoot: string
}

export const gatewayConfigOf = (
  variables: z.output<typeof Variables>,
  given: Pick<GatewayConfig, 'operatorToken' | 'webRoot'>,
): GatewayConfig => ({
  host: variables.ARENA_HOST,
  port: variables.ARENA_PORT,
  ...(variables.ARENA_PUBLIC_URL !== undefined && { publicUrl: variables.ARENA_PUBLIC_URL }),
  allowedOrigins: variables.ARENA_ALLOWED_ORIGINS,
  sessionsPerMinute: variables.ARENA_SESSIONS_PER_MINUTE,
  blockedNames: variables.ARENA_BLOCKED_NAMES,
  trustedProxies: variables.ARENA_TRUSTED_PROXIES,
  ...given,
})
