/** What a process hears of the stream in memory: kept until its reader asks, acknowledged when the reader has committed. */
import { Arrivals, type Feed, type Taken } from '@agent-arena/message-bus'
import type { Wire } from '../engine/wire.ts'
import type { Message, MemoryStream } from './memory-stream.ts'
import type { Listener, StreamConsumer } from './stream-consumer.ts'

export interface FeedOptions {
  readonly wire: Wire
  readonly stream: MemoryStream
  readonly consumer: string
  readonly wake: () => void
}

interface Attached {
  readonly consumer: StreamConsumer
  readonly listener: Listener
}

export class MemoryFeed implements Feed {
  private attached: Attached | null = null
  private isClosed = false
  private readonly arrivals: Arrivals
  private readonly options: FeedOptions

  constructor(options: FeedOptions, arrivals: Arrivals = new Arrivals()) {
    this.options = options
    this.arrivals = arrivals
  }

  async open(): Promise<boolean> {
    if (this.attached) return true
    const { wire, stream, consumer } = this.options
    this.attached = await wire.call('feed.open', () => this.attachTo(stream.consumer(consumer)))
    return this.attached !== null
  }

  take(after: number): Taken {
    return this.arrivals.take(after)
  }

  async close(): Promise<void> {
    const { attached } = this
    this.isClosed = true
    this.attached = null
    this.arrivals.clear()
    attached?.consumer.detach(attached.listener)
  }

  private attachTo(consumer: StreamConsumer | null): Attached | null {
    if (!consumer) return null
    const { wire } = this.options
    const isThere = () => wire.isAlive && !this.isClosed
    const listener: Listener = {
      get isThere() {
        return isThere()
      },
      hear: (message) => void wire.hear(`${message.event.position}`, () => this.keep(message, consumer)),
      end: () => void wire.hear('the end of its feed', () => this.lose(listener)),
    }
    consumer.attach(listener)
    return { consumer, listener }
  }

  private keep({ event, sequence }: Message, consumer: StreamConsumer): void {
    const acknowledge = () => void this.options.wire.send('feed.acknowledge', () => consumer.acknowledge(sequence))
    this.arrivals.add({ event, acknowledge })
    this.options.wake()
  }

  private lose(listener: Listener): void {
    if (this.attached?.listener !== listener) return
    this.attached = null
    this.arrivals.clear()
    this.options.wake()
  }
}
