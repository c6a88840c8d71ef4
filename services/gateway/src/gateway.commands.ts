/** What the gateway is told: begin a session, sign a sandbox's token. */
import { issueSandboxToken, newId, openAccount, serviceContext, startSession } from '@agent-arena/contracts'
import { serve, type MessageBus, type Served } from '@agent-arena/message-bus'
import type { SandboxTokens } from './identity/sandbox-tokens.ts'
import type { Users } from './identity/users.ts'
import type { DoorAddress } from './door-address.ts'

export interface CommandParts {
  readonly bus: MessageBus
  readonly users: Users
  readonly sandboxTokens: SandboxTokens
  readonly address: DoorAddress
}

/** The account comes first: a user exists only with one, and an account without a user harms nobody. */
const beginSession = ({ bus, users }: CommandParts) =>
  serve(startSession, async ({ name }, { correlationId, deadline }) => {
    const userId = newId('user')
    await bus.request(openAccount, { userId, name }, serviceContext('gateway', { correlationId, deadline }))
    return users.add(userId, name)
  })

const signSandboxToken = ({ sandboxTokens, address }: CommandParts) =>
  serve(issueSandboxToken, async ({ sandboxId, expiresAt }) => {
    const arenaUrl = await address.url()
    return { token: await sandboxTokens.issue(sandboxId, new Date(expiresAt)), arenaUrl }
  })

export const gatewayCommands = (parts: CommandParts): readonly Served[] => [beginSession(parts), signSandboxToken(parts)]
