/** What a log's stream holds, read as it is stored. */
import { jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { ServiceName, StoredEvent } from '@agent-arena/contracts'
import { eventOfCloud, MalformedEvent } from '../cloud-event.ts'
import { streamName } from '../jetstream/stream.ts'

/** Its events in stored order, without what is no event. */
export const carriedEvents = async (connection: NatsConnection, source: ServiceName): Promise<readonly StoredEvent[]> => {
  const { streams } = await jetstreamManager(connection)
  const { state } = await streams.info(streamName(source))
  const events: StoredEvent[] = []
  for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq++) {
    const message = await streams.getMessage(streamName(source), { seq })
    if (!message) continue
    try {
      events.push(eventOfCloud((name) => message.header.get(name) || undefined, new TextDecoder().decode(message.data)))
    } catch (error) {
      if (!(error instanceof MalformedEvent)) throw error
    }
  }
  return events
}
