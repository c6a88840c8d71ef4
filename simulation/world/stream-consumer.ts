/** A durable consumer at the stream's end: sends each message, again and again until it is acknowledged; order is not promised. */
import type { Scheduler } from '../engine/scheduler.ts'
import type { MemoryStream, Message } from './memory-stream.ts'

export interface Listener {
  readonly isThere: boolean
  hear(message: Message): void
  /** The consumer is gone, with or without its stream. */
  end(): void
}

const ACK_WAIT_MS = 30_000
/** Share of messages that are brought twice. */
const TWICE = 0.03

export class StreamConsumer {
  private next: number
  private readonly pending = new Set<number>()
  private readonly listeners = new Set<Listener>()
  private readonly stream: MemoryStream
  private readonly scheduler: Scheduler

  constructor(stream: MemoryStream, scheduler: Scheduler) {
    this.stream = stream
    this.scheduler = scheduler
    this.next = stream.lastSequence + 1
  }

  attach(listener: Listener): void {
    this.listeners.add(listener)
    this.deliver()
  }

  detach(listener: Listener): void {
    this.listeners.delete(listener)
  }

  deliver(): void {
    if (this.listeners.size === 0) return
    for (const message of this.stream.after(this.next - 1)) {
      this.next = message.sequence + 1
      this.pending.add(message.sequence)
      this.send(message)
      if (this.scheduler.random.chance(TWICE)) this.send(message)
    }
  }

  acknowledge(sequence: number): void {
    this.pending.delete(sequence)
  }

  /** The server has lost numbers that it had given. */
  restart(): void {
    this.next = Math.min(this.next, this.stream.lastSequence + 1)
    for (const sequence of this.pending) if (sequence >= this.next) this.pending.delete(sequence)
  }

  /** Those that listen have to come again. */
  end(): void {
    const ended = [...this.listeners]
    this.listeners.clear()
    for (const listener of ended) listener.end()
  }

  /** To one of those that listen: two processes under one name share its messages. */
  private send(message: Message): void {
    const listeners = [...this.listeners].filter(({ isThere }) => isThere)
    if (listeners.length > 0) this.scheduler.random.pick(listeners).hear(message)
    this.scheduler.after(ACK_WAIT_MS, () => {
      if (this.pending.has(message.sequence)) this.send(message)
    })
  }
}
