/** What the gateway is told: begin a session, sign a sandbox's token. */
import { issueSandboxToken, startSession } from '@agent-arena/contracts'
import { serve, type MessageBus, type Served } from '@agent-arena/message-bus'
import { beginSession } from './identity/begin-session.ts'
import type { SandboxTokens } from './identity/sandbox-tokens.ts'
import type { Users } from './identity/users.ts'
import type { DoorAddress } from './door-address.ts'

export interface CommandParts {
  readonly bus: MessageBus
  readonly users: Users
  /** Words that stand in no name. */
  readonly blockedNames: readonly string[]
  readonly sandboxTokens: SandboxTokens
  readonly address: DoorAddress
}

const admitGuest = (parts: CommandParts) => serve(startSession, async ({ name }, context) => beginSession(name, parts, context))

const signSandboxToken = ({ sandboxTokens, address }: CommandParts) =>
  serve(issueSandboxToken, async ({ sandboxId, expiresAt }) => {
    const [arenaUrl, publicUrl] = await Promise.all([address.url(), address.publicUrl()])
    return { token: await sandboxTokens.issue(sandboxId, new Date(expiresAt)), arenaUrl, publicUrl }
  })

export const gatewayCommands = (parts: CommandParts): readonly Served[] => [admitGuest(parts), signSandboxToken(parts)]
