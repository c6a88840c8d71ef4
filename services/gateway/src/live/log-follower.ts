/** Follows a service's log from where it stands now: the past is asked for, only changes are followed. */
import { kitOperations, serviceContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import type { MessageBus, Subscription } from '@agent-arena/message-bus'

export interface FollowOptions {
  readonly source: ServiceName
  readonly bus: MessageBus
  readonly onEvents: (events: readonly StoredEvent[]) => void
  /** The place in the log is known: whatever was asked before may have missed something. */
  readonly onBegun: () => void
  readonly onFault: (fault: unknown) => void
}

const headOf = async (bus: MessageBus, source: ServiceName): Promise<number> => {
  const after = Number.MAX_SAFE_INTEGER
  const { head } = await bus.request(kitOperations(source).readLog, { after, limit: 1 }, serviceContext('gateway'))
  return head
}

export const followFromHead = ({ source, bus, onEvents, onBegun, onFault }: FollowOptions): Subscription => {
  let position: number | null = null
  const begin = async () => {
    position = await headOf(bus, source)
    onBegun()
    return position
  }
  return bus.consume({
    source,
    consumer: 'gateway.live',
    durable: false,
    after: async () => position ?? begin(),
    handle: async (events) => {
      onEvents(events)
      position = events.at(-1)?.position ?? position
    },
    onFault,
  })
}
