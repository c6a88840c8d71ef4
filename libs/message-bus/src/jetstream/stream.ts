/** The stream of one service's log: made where it is missing, asked for its last event, and made anew when it contradicts the log. */
import { nanos } from '@nats-io/transport-node'
import {
  DiscardPolicy,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StoredMsg,
  type StreamConfig,
} from '@nats-io/jetstream'
import type { ServiceName } from '@agent-arena/contracts'
import { MalformedEvent } from '../cloud-event.ts'
import type { Link } from './link.ts'
import { relayedEvent } from './relayed-event.ts'

export const streamName = (source: ServiceName): string => `arena_${source}`

export interface StreamLimits {
  readonly replicas: number
  readonly maxAgeMs: number
  readonly maxBytes: number
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Old events go first: the log has them. */
export const defaultLimits: StreamLimits = { replicas: 1, maxAgeMs: 7 * DAY_MS, maxBytes: 1024 ** 3 }

export const DUPLICATE_WINDOW_MS = 10 * 60 * 1000

/** Where a stream ends: its last sequence number, and its last event where it holds one. */
export interface Tail {
  readonly sequence: number
  readonly event: { readonly id: string; readonly position: number } | null
}

/** Messages; a stream that ends with more that are no events is emptied. */
const LONGEST_LOOK_BACK = 1000
/** Messages that are looked at within a few milliseconds. */
const LITTLE = 20

/** How long to wait for the connection before that is told as a fault. */
const PATIENCE_MS = 5000

const STREAM_NOT_FOUND = 10059

export const isStreamMissing = (error: unknown): boolean => error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND

const configOf = (
  source: ServiceName,
  { replicas, maxAgeMs, maxBytes }: StreamLimits,
): Partial<StreamConfig> & { name: string } => ({
  name: streamName(source),
  subjects: [`arena.evt.${source}.>`],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(maxAgeMs),
  max_bytes: maxBytes,
  duplicate_window: nanos(DUPLICATE_WINDOW_MS),
  num_replicas: replicas,
})

const hasLimits = (config: StreamConfig, { replicas, maxAgeMs, maxBytes }: StreamLimits): boolean =>
  config.max_age === nanos(maxAgeMs) && config.max_bytes === maxBytes && config.num_replicas === replicas

const eventIn = (source: ServiceName, { header, data }: StoredMsg): Tail['event'] => {
  try {
    const { id, position } = relayedEvent(source, (name) => header.get(name) || undefined, new TextDecoder().decode(data))
    return { id, position }
  } catch (error) {
    if (error instanceof MalformedEvent) return null
    throw error
  }
}

/** The last event of a stream, and where it stands. */
interface End {
  readonly sequence: number
  readonly event: NonNullable<Tail['event']>
}

/** What was found by a look back from a sequence number: the next one looks only at what came after. */
interface Seen {
  readonly to: number
  readonly end: End
}

export class LogStream {
  private seen: Seen | null = null
  private readonly link: Link
  private readonly manager: Promise<JetStreamManager>
  private readonly source: ServiceName
  private readonly limits: StreamLimits

  constructor(link: Link, source: ServiceName, limits: StreamLimits) {
    this.link = link
    this.manager = jetstreamManager(link.connection, { checkAPI: false })
    this.source = source
    this.limits = limits
  }

  /** Makes the stream where it is missing. */
  async tail(): Promise<Tail> {
    await this.link.whenUp(PATIENCE_MS)
    return this.link.whileUp(this.readTail())
  }

  /** What comes while it looks back is looked at too, so that little can come between the answer and what is published on it. */
  private async readTail(): Promise<Tail> {
    for (;;) {
      const { first_seq: first, last_seq: last, messages } = await this.state()
      if (messages === 0) return { sequence: last, event: null }
      const from = (await this.stillSeen(last)) ?? { to: Math.max(first - 1, last - LONGEST_LOOK_BACK, 0), end: null }
      const end = (await this.lastAfter(from.to, last)) ?? from.end
      // Whatever follows would not follow what stands further back.
      if (!end) return this.remake()
      this.seen = { to: last, end }
      if (last - from.to <= LITTLE) return { sequence: last, event: end.event }
    }
  }

  private async state() {
    const { streams } = await this.manager
    const { config, state } = await streams.info(streamName(this.source)).catch((error: unknown) => {
      if (isStreamMissing(error)) return streams.add(configOf(this.source, this.limits))
      throw error
    })
    if (!hasLimits(config, this.limits)) await streams.update(config.name, configOf(this.source, this.limits))
    return state
  }

  /** What was found before, where it still stands in its place. */
  private async stillSeen(last: number): Promise<Seen | null> {
    const { seen } = this
    if (!seen || seen.to > last) return null
    const standing = await this.eventAt(seen.end.sequence)
    return standing?.id === seen.end.event.id ? seen : null
  }

  /** Whatever else somebody wrote after it is no event of this log. */
  private async lastAfter(after: number, last: number): Promise<End | null> {
    for (let sequence = last; sequence > after; sequence--) {
      const event = await this.eventAt(sequence)
      if (event) return { sequence, event }
    }
    return null
  }

  private async eventAt(seq: number): Promise<Tail['event']> {
    const { streams } = await this.manager
    const message = await streams.getMessage(streamName(this.source), { seq })
    return message && eventIn(this.source, message)
  }

  /** It may be gone already: somebody deleted it, or an attempt before this one did and could not go on. */
  async remake(): Promise<Tail> {
    await this.link.whenUp(PATIENCE_MS)
    const { streams } = await this.manager
    const deletion = streams.delete(streamName(this.source)).catch((error: unknown) => {
      if (!isStreamMissing(error)) throw error
    })
    await this.link.whileUp(deletion)
    return this.tail()
  }
}
