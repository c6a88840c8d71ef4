/** What every service answers beside its own operations: its health, its log, and how far it has read others. */
import { kitOperations, type Health, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import type { EventLog } from '@agent-arena/event-store'
import { serve, type Served } from '@agent-arena/message-bus'

export interface KitHandlers {
  readonly log: EventLog
  health(): Promise<Health>
  /** Whether everything up to a position of a source was acted on in time. */
  reached(source: ServiceName, position: number, timeoutMs: number): Promise<boolean>
}

/** A page that is not full ends at the head; else the log is asked. */
const headAfter = async (log: EventLog, events: readonly StoredEvent[], limit: number): Promise<number> => {
  const last = events.at(-1)
  return last && events.length < limit ? last.position : log.head()
}

export const servedByKit = (service: ServiceName, { log, health, reached }: KitHandlers): readonly Served[] => {
  const operations = kitOperations(service)
  return [
    serve(operations.health, health),
    serve(operations.readLog, async ({ after, limit }) => {
      // What another process has appended since is told by its own wake; then the database is asked.
      const recent = log.recentAfter(after, limit)
      if (recent) return { events: [...recent], head: recent.at(-1)?.position ?? after }
      const events = await log.readAll(after, limit)
      return { events: [...events], head: await headAfter(log, events, limit) }
    }),
    serve(operations.awaitPosition, async ({ source, position, timeoutMs }) => ({
      reached: await reached(source, position, timeoutMs),
    })),
  ]
}
