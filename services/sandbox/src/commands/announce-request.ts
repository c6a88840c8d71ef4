/** After a request: its markets are open, its feed has begun and its names are kept before the caller is answered; external agents get their keys. */
import { issueSandboxToken, type RequestContext, type Sandbox, type StoredEvent } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import { awaitOthers } from '@agent-arena/service-kit'
import type { CommandParts } from './run-command.ts'

/** Five minutes to say the last words. */
const TOKEN_GRACE_SECONDS = 300

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

/** A sandbox whose agent is external gets the token of its door; the others keep theirs inside. */
export const withToken = async (
  bus: MessageBus,
  { sandbox, startTimeoutSeconds }: { readonly sandbox: Sandbox; readonly startTimeoutSeconds: number },
  context: RequestContext,
): Promise<Sandbox & { token?: string }> => {
  if (sandbox.agentKind !== 'external') return sandbox
  const seconds = sandbox.timeLimitSeconds + startTimeoutSeconds + TOKEN_GRACE_SECONDS
  const expiresAt = new Date(Date.parse(sandbox.startsAt) + seconds * 1000).toISOString()
  const { token } = await bus.request(issueSandboxToken, { sandboxId: sandbox.id, expiresAt }, context)
  return { ...sandbox, token }
}
