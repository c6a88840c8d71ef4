/** Every event of the platform, by the service that tells it. What is listed here has fixtures and a place in docs/asyncapi.yaml. */
import { bettingEvents } from './betting/events.ts'
import type { EventContract } from './event-contract.ts'
import { gatewayEvents } from './gateway/events.ts'
import { insightsEvents } from './insights/feed.ts'
import { KnownEvents } from './known-events.ts'
import type { ServiceName } from './operation.ts'
import { sandboxEvents } from './sandbox/events.ts'

export const events = {
  gateway: gatewayEvents,
  sandbox: sandboxEvents,
  betting: bettingEvents,
  prompts: {},
  insights: insightsEvents,
} as const satisfies Readonly<Record<ServiceName, Readonly<Record<string, EventContract>>>>

export const allEvents: readonly EventContract[] = Object.values(events).flatMap((ofService): EventContract[] =>
  Object.values(ofService),
)

/** What this build knows: logs write and read with it. */
export const knownEvents = new KnownEvents(allEvents)
