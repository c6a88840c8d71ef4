/** Where the gateway listens, who may ask from other origins, and the operator's token: a value that the application hands in. */
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const isOrigin = (text: string) => text === '*' || (URL.canParse(text) && new URL(text).origin === text)
const Origin = z.string().refine(isOrigin, { error: 'must be an origin like https://arena.example, or *' })
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
  ...given,
})
