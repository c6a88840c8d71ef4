/** The bus inside one process: the same validation, serialisation and order as over the network. */
import { Rejection, subjectOf, type InputOf, type Operation, type OutputOf, type RequestContext } from '@agent-arena/contracts'
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
import { within } from '../within.ts'

/** Wakes come with each append; the poll only covers an owner that starts later. */
const IDLE_POLL_MS = 1000

/** The subject itself, and every beginning of it that a wildcard can stand behind. */
const patternsOf = (subject: string): readonly string[] => {
  const words = subject.split('.')
  return [subject, ...words.slice(1).map((_, index) => `${words.slice(0, index + 1).join('.')}.>`)]
}

export class InProcessBus extends MessageBus {
  private readonly handlers = new Map<string, Served>()
  private readonly consumers = new Set<LogConsumer>()
  private readonly live = new Map<string, Set<LiveListener>>()
  private readonly options: BusOptions

  constructor(options: BusOptions) {
    super()
    this.options = options
  }

  async request<T extends Operation>(operation: T, input: InputOf<T>, context: RequestContext): Promise<OutputOf<T>> {
    const served = this.handlers.get(subjectOf(operation))
    if (!served)
      throw new Rejection('unavailable', { detail: `The service ${operation.service} does not answer ${operation.name}.` })
    const text = encode({ input, context })
    const answer = answerWire(served.operation, served.handler, { text, onFault: this.options.onFault })
    const leftMs = Math.max(0, context.deadline - Date.now())
    return readWireAnswer(await within(answer, leftMs, () => new Rejection('deadline-exceeded'))) as OutputOf<T>
  }

  serve(served: Served): () => void {
    const subject = subjectOf(served.operation)
    if (this.handlers.has(subject)) throw new Error(`${subject} is served already.`)
    this.handlers.set(subject, served)
    return () => this.handlers.delete(subject)
  }

  /** The log is near: its consumers are only woken, and all that is committed counts as carried. */
  carry({ source, log, onFault }: CarryOptions): Carrying {
    let position = 0
    log.head().then((head) => (position = Math.max(position, head)), onFault)
    const lookNow = () => {
      for (const consumer of this.consumers) if (consumer.source === source) consumer.wake()
    }
    const unsubscribe = log.onAppended((events) => {
      position = events.at(-1)?.position ?? position
      lookNow()
    })
    return { stop: () => Promise.resolve(unsubscribe()), position: () => position, lookNow }
  }

  consume(options: ConsumerOptions): Subscription {
    const consumer = new LogConsumer(this, { ...options, idlePollMs: IDLE_POLL_MS })
    this.consumers.add(consumer)
    consumer.start()
    return {
      stop: async () => {
        this.consumers.delete(consumer)
        await consumer.stop()
      },
    }
  }

  publishLive(subject: string, payload: LivePayload): void {
    for (const pattern of patternsOf(subject)) for (const listener of this.live.get(pattern) ?? []) listener(payload, subject)
  }

  subscribeLive(subject: string, listener: LiveListener): () => void {
    const listeners = this.live.get(subject) ?? new Set()
    this.live.set(subject, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.live.delete(subject)
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop()))
    this.consumers.clear()
    this.handlers.clear()
    this.live.clear()
  }
}
