/** The bus on NATS: requests by request/reply, events by JetStream, live data by plain messages. */
import type { Msg, NatsConnection } from '@nats-io/transport-node'
import { subjectOf, type InputOf, type Operation, type OutputOf, type RequestContext } from '@agent-arena/contracts'
import { LogConsumer } from '../log-consumer.ts'
import {
  MessageBus,
  type BusOptions,
  type Carrying,
  type CarryOptions,
  type ConsumerOptions,
  type LiveListener,
  type LivePayload,
  type Served,
  type Subscription,
} from '../message-bus.ts'
import { answerWire, encode, readWireAnswer } from '../wire.ts'
import { connectNats, type ConnectOptions } from './connect.ts'
import { ChainPublisher } from './publisher.ts'
import { Link } from './link.ts'
import { PullFeed } from './pull-feed.ts'
import { Relay } from './relay.ts'
import { ask, reply } from './requests.ts'
import { defaultLimits, LogStream, type StreamLimits } from './stream.ts'

/** Wakes are carried by the stream; the poll covers what it lost without anybody noticing. */
const IDLE_POLL_MS = 5000

export interface JetStreamBusOptions extends ConnectOptions, BusOptions {
  readonly limits?: Partial<StreamLimits>
}

export class JetStreamBus extends MessageBus {
  private readonly served = new Set<string>()
  private readonly running = new Set<Subscription>()
  private readonly link: Link
  private readonly options: JetStreamBusOptions

  private constructor(connection: NatsConnection, options: JetStreamBusOptions) {
    super()
    this.link = new Link(connection)
    this.options = options
  }

  /** Errors: `BusUnreachable`. */
  static async connect(options: JetStreamBusOptions): Promise<JetStreamBus> {
    return new JetStreamBus(await connectNats(options), options)
  }

  async request<T extends Operation>(operation: T, input: InputOf<T>, context: RequestContext): Promise<OutputOf<T>> {
    const text = encode({ input, context })
    const answer = await ask(this.link, { subject: subjectOf(operation), text, deadline: context.deadline })
    return readWireAnswer(answer) as OutputOf<T>
  }

  /** Several processes of one service share its requests. */
  serve({ operation, handler }: Served): () => void {
    const subject = subjectOf(operation)
    if (this.served.has(subject)) throw new Error(`${subject} is served already.`)
    this.served.add(subject)
    const { onFault } = this.options
    const answer = async (message: Msg) =>
      reply(this.link.connection, message, await answerWire(operation, handler, { text: message.string(), onFault }))
    const callback = (_error: Error | null, message: Msg) =>
      void answer(message).catch((fault: unknown) => onFault(fault, operation))
    const subscription = this.link.connection.subscribe(subject, { queue: operation.service, callback })
    return () => {
      this.served.delete(subject)
      subscription.unsubscribe()
    }
  }

  carry({ source, log, onFault }: CarryOptions): Carrying {
    const stream = new LogStream(this.link, source, { ...defaultLimits, ...this.options.limits })
    const publisher = new ChainPublisher(this.link.connection, source)
    const forget = this.link.onDown(() => publisher.breakOff())
    const relay = new Relay({
      log,
      channel: {
        tail: () => stream.tail(),
        remake: () => stream.remake(),
        publish: (events, after) => publisher.publish(events, after),
      },
      onFault,
    })
    relay.start()
    const stop = async () => {
      await relay.stop()
      forget()
      publisher.close()
    }
    return { ...this.keep({ stop }), position: () => relay.position, lookNow: () => relay.lookNow() }
  }

  consume(options: ConsumerOptions): Subscription {
    const { source, consumer, durable = true, onFault } = options
    const feed = (wake: () => void) => new PullFeed(this.link, { source, durable: durable ? consumer : null, wake, onFault })
    const follower = new LogConsumer(this, { ...options, feed, idlePollMs: IDLE_POLL_MS })
    follower.start()
    return this.keep(follower)
  }

  publishLive(subject: string, payload: LivePayload): void {
    if (!this.link.connection.isClosed()) this.link.connection.publish(subject, payload)
  }

  subscribeLive(subject: string, listener: LiveListener): () => void {
    const callback = (_error: Error | null, { data, subject: from }: Msg) => listener(data, from)
    const subscription = this.link.connection.subscribe(subject, { callback })
    return () => subscription.unsubscribe()
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((running) => running.stop()))
    if (!this.link.connection.isClosed()) await this.link.connection.drain()
  }

  private keep(running: Subscription): Subscription {
    const kept: Subscription = {
      stop: async () => {
        this.running.delete(kept)
        await running.stop()
      },
    }
    this.running.add(kept)
    return kept
  }
}
