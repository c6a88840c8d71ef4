/** What a read of several streams gives to those who fold them. */
import type { KnownEvents, StoredEvent } from '@agent-arena/contracts'
import type { Loaded, StreamEnd, StreamRead } from './event-log.ts'

/** The events of each stream must come in order. An event that is not understood is left out, and its version counts all the same. */
export const loadedOf = (
  reads: readonly StreamRead[],
  events: readonly StoredEvent[],
  { known, now }: { known: KnownEvents; now: string },
): Loaded => {
  const streams = new Map<string, StoredEvent[]>(reads.map(({ stream }) => [stream, []]))
  const ends = new Map<string, StreamEnd>()
  for (const event of events) {
    ends.set(event.stream, event)
    if (known.understands(event)) streams.get(event.stream)?.push(event)
  }
  return { streams, ends, now }
}
