/** After a request: its markets are open, its feed has begun and its names are kept before the caller is answered; external agents get their keys. */
import { issueSandboxToken, type RequestContext, type Sandbox, type StoredEvent } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import { awaitOthers } from '@agent-arena/service-kit'
import { tokenExpiresAt } from '../sandbox/token-expiry.ts'
import type { CommandParts } from './run-command.ts'

export const awaitAudience = async (
  { bus, viewsCurrent }: CommandParts,
  events: readonly StoredEvent[],
  context: RequestContext,
): Promise<void> => {
  await Promise.all([
    viewsCurrent(),
    awaitOthers(bus, { waiting: 'betting', source: 'sandbox', events }, context),
    awaitOthers(bus, { waiting: 'insights', source: 'sandbox', events }, context),
    awaitOthers(bus, { waiting: 'gateway', source: 'sandbox', events }, context),
  ])
}

/** A sandbox whose agent is external gets the token of its door and the address of the arena; the others keep theirs inside. */
export const withToken = async (
  bus: MessageBus,
  { sandbox, startTimeoutSeconds }: { readonly sandbox: Sandbox; readonly startTimeoutSeconds: number },
  context: RequestContext,
): Promise<Sandbox & { token?: string; arenaUrl?: string }> => {
  if (sandbox.agentKind !== 'external') return sandbox
  const latestStart = Date.parse(sandbox.startsAt) + startTimeoutSeconds * 1000
  const expiresAt = tokenExpiresAt(latestStart, sandbox.timeLimitSeconds)
  const { token, publicUrl } = await bus.request(issueSandboxToken, { sandboxId: sandbox.id, expiresAt }, context)
  return { ...sandbox, token, arenaUrl: publicUrl }
}
