/** What a relay wrote, told apart from whatever else stands in the stream of a log: repeats under other names, events of other logs, no events. */
import type { ServiceName, StoredEvent } from '@agent-arena/contracts'
import { eventOfCloud, MalformedEvent } from '../cloud-event.ts'

type Header = (name: string) => string | undefined

/** A message that is believed wrongly would take the place of an event. Errors: `MalformedEvent`. */
export const relayedEvent = (source: ServiceName, header: Header, data: string): StoredEvent => {
  const event = eventOfCloud(header, data)
  const [from, name] = [header('ce-source'), header('Nats-Msg-Id')]
  if (from !== `/arena/${source}`)
    throw new MalformedEvent(`The header ce-source must be /arena/${source} in this stream, and is ${from?.slice(0, 100)}.`)
  if (name !== event.id)
    throw new MalformedEvent(
      `The header Nats-Msg-Id must be the id of the event, ${event.id}, and is ${name?.slice(0, 100) ?? 'missing'}.`,
    )
  return event
}
