/** The bus as one process sees it: the real relay, the real consumer and the real wire format, over a stream and requests in memory. */
import { Rejection, subjectOf, type InputOf, type Operation, type OutputOf, type RequestContext } from '@agent-arena/contracts'
import {
  answerWire,
  encode,
  LogConsumer,
  MessageBus,
  readWireAnswer,
  Relay,
  type Carrying,
  type CarryOptions,
  type ConsumerOptions,
  type Feed,
  type LogChannel,
  type Served,
  type Subscription,
} from '@agent-arena/message-bus'
import type { Random } from '@agent-arena/testing'
import type { Wire } from '../engine/wire.ts'

/** Who answers what: the processes that serve a subject, in the order in which they came. */
export type Directory = Map<string, Set<(text: string) => Promise<string>>>

export interface ProcessBusOptions {
  readonly wire: Wire
  readonly directory: Directory
  readonly random: Random
  readonly channel: () => LogChannel
  readonly feed: (consumer: string, wake: () => void) => Feed
  readonly consuming: (options: ConsumerOptions) => ConsumerOptions
  readonly onFault: (fault: unknown) => void
}

const IDLE_POLL_MS = 5000

export class ProcessBus extends MessageBus {
  private readonly options: ProcessBusOptions

  constructor(options: ProcessBusOptions) {
    super()
    this.options = options
  }

  async request<T extends Operation>(operation: T, input: InputOf<T>, context: RequestContext): Promise<OutputOf<T>> {
    const { wire, directory, random } = this.options
    const text = encode({ input, context })
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Rejection('deadline-exceeded')), context.deadline - Date.now())
    const answer = wire.call(operation.name, () => {
      const answerers = [...(directory.get(subjectOf(operation)) ?? [])]
      if (answerers.length === 0) throw new Rejection('unavailable')
      return random.pick(answerers)(text)
    })
    try {
      return readWireAnswer(await Promise.race([answer, late.promise])) as OutputOf<T>
    } finally {
      clearTimeout(timer)
    }
  }

  serve({ operation, handler }: Served): () => void {
    const { directory, onFault } = this.options
    const subject = subjectOf(operation)
    const answerers = directory.get(subject) ?? new Set()
    const answer = (text: string) => answerWire(operation, handler, { text, onFault })
    directory.set(subject, answerers.add(answer))
    return () => answerers.delete(answer)
  }

  carry({ log, onFault }: CarryOptions): Carrying {
    const relay = new Relay({ log, channel: this.options.channel(), onFault })
    relay.start()
    return { stop: () => relay.stop(), position: () => relay.position, lookNow: () => relay.lookNow() }
  }

  consume(options: ConsumerOptions): Subscription {
    const feed = (wake: () => void) => this.options.feed(options.consumer, wake)
    const consumer = new LogConsumer(this, { ...this.options.consuming(options), feed, idlePollMs: IDLE_POLL_MS })
    consumer.start()
    return consumer
  }

  publishLive(): void {
    throw new Error('Nothing is live in a simulation.')
  }

  subscribeLive(): () => void {
    throw new Error('Nothing is live in a simulation.')
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
