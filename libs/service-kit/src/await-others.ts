/** Waits for another service on behalf of a caller. */
import { isRejection, kitOperations, type RequestContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'

/** Waits until another service has acted on what was just appended here: a courtesy to the caller, so an absent service is no failure. */
export const awaitOthers = async (
  bus: MessageBus,
  { waiting, source, events }: { waiting: ServiceName; source: ServiceName; events: readonly StoredEvent[] },
  context: RequestContext,
): Promise<void> => {
  const position = events.at(-1)?.position
  if (position === undefined) return
  try {
    await bus.request(kitOperations(waiting).awaitPosition, { source, position, timeoutMs: 2000 }, context)
  } catch (error) {
    if (!isRejection(error)) throw error
  }
}
