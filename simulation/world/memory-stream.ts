/** A stream like one of JetStream, in memory: takes messages by the same rules, delivers them at least once, and can lose what it held. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Scheduler } from '../engine/scheduler.ts'
import { StreamConsumer } from './stream-consumer.ts'

export interface Message {
  readonly sequence: number
  readonly event: StoredEvent
}

/** What must stand at the end of the stream for a message to be taken. */
export type Expected = { readonly sequence: number } | { readonly id: string } | 'anything'

export interface Put {
  readonly sequence: number
  readonly isDuplicate: boolean
}

const DUPLICATE_WINDOW_MS = 10 * 60 * 1000

export class MemoryStream {
  private isThere = false
  private messages: Message[] = []
  private last = 0
  private readonly seen = new Map<string, { readonly sequence: number; readonly until: number }>()
  private readonly consumers = new Map<string, StreamConsumer>()
  private readonly scheduler: Scheduler

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
  }

  get events(): readonly StoredEvent[] {
    return this.messages.map(({ event }) => event)
  }

  /** Of the last message that was ever taken, whether it is still there or not. */
  get lastSequence(): number {
    return this.last
  }

  /** Makes it where it is missing. */
  make(): void {
    this.isThere = true
  }

  lastUpTo(sequence: number): Message | undefined {
    return this.messages.findLast((message) => message.sequence <= sequence)
  }

  after(sequence: number): readonly Message[] {
    return this.messages.filter((message) => message.sequence > sequence)
  }

  /** In the order of JetStream's own checks: a repeat is answered before expectations are looked at. Throws what it refuses. */
  put(event: StoredEvent, expected: Expected): Put {
    if (!this.isThere) throw new Error('There is no stream that takes the event.')
    const known = this.seen.get(event.id)
    if (known && known.until > this.scheduler.now) return { sequence: known.sequence, isDuplicate: true }
    if (!this.endsWith(expected)) throw new Error('The stream refused an event: wrong last sequence or message.')
    this.last++
    this.messages.push({ sequence: this.last, event })
    this.seen.set(event.id, { sequence: this.last, until: this.scheduler.now + DUPLICATE_WINDOW_MS })
    for (const consumer of this.consumers.values()) consumer.deliver()
    return { sequence: this.last, isDuplicate: false }
  }

  /** Null where there is no stream. A new consumer gets what is new. */
  consumer(name: string): StreamConsumer | null {
    if (!this.isThere) return null
    const consumer = this.consumers.get(name) ?? new StreamConsumer(this, this.scheduler)
    this.consumers.set(name, consumer)
    return consumer
  }

  delete(): void {
    this.isThere = false
    this.messages = []
    this.last = 0
    this.seen.clear()
    this.dropReaders()
    this.consumers.clear()
  }

  /** Their connections break. */
  dropReaders(): void {
    for (const consumer of this.consumers.values()) consumer.end()
  }

  /** Forgets what it held, and keeps its numbers. */
  purge(): void {
    this.messages = []
  }

  /** The oldest go, as when it is full. */
  evict(count: number): void {
    this.messages.splice(0, count)
  }

  /** A power cut: the latest are lost although they were acknowledged, and their numbers are given again. */
  truncate(count: number): void {
    if (!this.isThere) return
    this.messages.splice(Math.max(0, this.messages.length - count), count)
    this.last = this.messages.at(-1)?.sequence ?? 0
    this.seen.clear()
    for (const { event, sequence } of this.messages)
      this.seen.set(event.id, { sequence, until: this.scheduler.now + DUPLICATE_WINDOW_MS })
    for (const consumer of this.consumers.values()) consumer.restart()
  }

  private endsWith(expected: Expected): boolean {
    if (expected === 'anything') return true
    if ('sequence' in expected) return expected.sequence === this.last
    return this.messages.at(-1)?.event.id === expected.id
  }
}
