/** What the gateway itself answers: who one is, tokens, and how many people watch. */
import { z } from 'zod'
import { SandboxId } from '../ids.ts'
import { operation } from '../operation.ts'
import { line, Time } from '../values.ts'
import { MAX_NAME_LENGTH } from './guest-name.ts'

export const User = z.object({ id: z.string(), name: z.string(), role: z.enum(['spectator', 'operator']) })
export type User = z.infer<typeof User>

export const startSession = operation({
  name: 'startSession',
  service: 'gateway',
  kind: 'command',
  audience: 'anyone',
  summary: 'Makes a guest with the first credits and a token of one’s own.',
  input: z.strictObject({
    /** Without one the guest gets a free name. */
    name: line(MAX_NAME_LENGTH).optional(),
  }),
  output: z.object({ user: User, token: z.string() }),
  http: { method: 'POST', path: '/session', status: 201 },
  /** It needs no token, and everybody who joins is given credits. */
  limited: true,
})

export const getMe = operation({
  name: 'getMe',
  service: 'gateway',
  kind: 'query',
  audience: 'member',
  summary: 'Who the token belongs to.',
  input: z.strictObject({}),
  output: User,
  http: { method: 'GET', path: '/me', status: 200 },
})

export const issueSandboxToken = operation({
  name: 'issueSandboxToken',
  service: 'gateway',
  kind: 'command',
  audience: 'service',
  summary: 'Signs the token that opens the door of one sandbox until a time, and nothing else.',
  input: z.strictObject({ sandboxId: SandboxId, expiresAt: Time }),
  output: z.object({
    token: z.string(),
    /** Where an agent on the arena's machine reaches it. */
    arenaUrl: z.string(),
    /** Where all others do; the same unless the arena is told another one. */
    publicUrl: z.string(),
  }),
})

export const countViewers = operation({
  name: 'countViewers',
  service: 'gateway',
  kind: 'query',
  audience: 'service',
  summary: 'How many live streams and screens are open at this moment.',
  input: z.strictObject({}),
  output: z.object({ viewers: z.int() }),
})

export const gatewayOperations = { startSession, getMe, issueSandboxToken, countViewers }
