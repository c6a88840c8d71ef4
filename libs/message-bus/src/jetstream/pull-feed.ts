/** What a pull consumer of a log's stream brings: kept in memory until the reader asks, acknowledged when it has committed. */
import { nanos } from '@nats-io/transport-node'
import {
  AckPolicy,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type ConsumerConfig,
  type ConsumerMessages,
  type JsMsg,
} from '@nats-io/jetstream'
import type { ServiceName } from '@agent-arena/contracts'
import { Arrivals } from '../arrivals.ts'
import { MalformedEvent } from '../cloud-event.ts'
import type { Feed, Taken } from '../log-consumer.ts'
import type { Link } from './link.ts'
import { DATA_REFERENCE } from './publisher.ts'
import { relayedEvent } from './relayed-event.ts'
import { isStreamMissing, streamName } from './stream.ts'

/** Messages in memory at most. */
const AHEAD = 256
const ACK_WAIT_MS = 30_000
const MAX_ACK_PENDING = 1024
const PULL_EXPIRES_MS = 10_000
const PATIENCE_MS = 5000
const HOUR_MS = 60 * 60 * 1000
/** A reader that is gone for longer begins with the log; the stream keeps nothing for it. */
const DURABLE_FORGOTTEN_MS = 7 * 24 * HOUR_MS
const EPHEMERAL_FORGOTTEN_MS = 60_000

export interface PullFeedOptions {
  readonly source: ServiceName
  /** The name under which the server remembers how far it came; null for a reader that begins anew each time. */
  readonly durable: string | null
  readonly wake: () => void
  readonly onFault: (fault: unknown) => void
}

/** History comes from the log, so a new consumer asks only for what is new; names cannot hold dots. */
const configOf = (durable: string | null): Partial<ConsumerConfig> => ({
  ...(durable !== null && { durable_name: durable.replaceAll(/[^A-Za-z0-9_-]/g, '_') }),
  ack_policy: AckPolicy.Explicit,
  deliver_policy: DeliverPolicy.New,
  ack_wait: nanos(ACK_WAIT_MS),
  max_ack_pending: MAX_ACK_PENDING,
  inactive_threshold: nanos(durable === null ? EPHEMERAL_FORGOTTEN_MS : DURABLE_FORGOTTEN_MS),
})

export class PullFeed implements Feed {
  private messages: ConsumerMessages | null = null
  private readonly arrivals = new Arrivals()
  private readonly link: Link
  private readonly options: PullFeedOptions

  constructor(link: Link, options: PullFeedOptions) {
    this.link = link
    this.options = options
  }

  async open(): Promise<boolean> {
    if (this.messages) return true
    try {
      await this.link.whenUp(PATIENCE_MS)
      this.messages = await this.link.whileUp(this.consume())
    } catch (error) {
      // Its owner makes it; until then the log is asked.
      if (isStreamMissing(error)) return false
      throw error
    }
    void this.watch(this.messages)
    return true
  }

  take(after: number): Taken {
    return this.arrivals.take(after)
  }

  async close(): Promise<void> {
    const { messages } = this
    this.messages = null
    this.arrivals.clear()
    await messages?.close()
  }

  private async consume(): Promise<ConsumerMessages> {
    const stream = streamName(this.options.source)
    const manager = await jetstreamManager(this.link.connection, { checkAPI: false })
    const { name } = await manager.consumers.add(stream, configOf(this.options.durable))
    const consumer = await jetstream(this.link.connection).consumers.get(stream, name)
    const callback = (message: JsMsg) => this.hear(message)
    return consumer.consume({ max_messages: AHEAD, expires: PULL_EXPIRES_MS, abort_on_missing_resource: true, callback })
  }

  /** Whatever ends it, the reader is woken and opens it again. */
  private async watch(messages: ConsumerMessages): Promise<void> {
    await messages.closed()
    if (this.messages !== messages) return
    this.messages = null
    this.arrivals.clear()
    this.options.wake()
  }

  private hear(message: JsMsg): void {
    try {
      this.keep(message)
    } catch (error) {
      if (!(error instanceof MalformedEvent)) throw error
      // It will never become an event: what is in its place is read from the log.
      message.term()
      this.options.onFault(error)
    }
    this.options.wake()
  }

  private keep(message: JsMsg): void {
    const event = relayedEvent(this.options.source, (name) => message.headers?.get(name) || undefined, message.string())
    if (message.headers?.has(DATA_REFERENCE)) message.ack()
    else this.arrivals.add({ event, acknowledge: () => message.ack() })
  }
}
