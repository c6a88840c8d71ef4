/** What the gym process is told by its environment, parsed once; all faults are reported together. */
import { z } from 'zod'
import type { GymOptions } from './gym.server.ts'

const gymConfig = z.object({
  GYM_HOST: z.string().min(1).default('127.0.0.1'),
  GYM_PORT: z.coerce.number().int().min(0).max(65_535).default(4700),
  GYM_KEY: z.string().min(16),
  GYM_PUBLIC_URL: z.url().optional(),
})

export const readGymConfig = (env: Readonly<Record<string, string | undefined>>): GymOptions => {
  const parsed = gymConfig.safeParse(env)
  if (!parsed.success) throw new Error(`gym is not configured:\n${z.prettifyError(parsed.error)}`)
  const { GYM_HOST: host, GYM_PORT: port, GYM_KEY: key, GYM_PUBLIC_URL: publicUrl } = parsed.data
  return Object.freeze({ host, port, key, ...(publicUrl === undefined ? {} : { publicUrl }) })
}
