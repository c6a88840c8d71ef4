/** What the agent did, on its way to the arena: numbered without gaps, sent in order, one request at a time. */
import type { AgentEventInput } from '@agent-arena/contracts'
import { persistently, type Persistence } from './persistently.ts'

export type NewEvent = AgentEventInput extends infer E ? (E extends AgentEventInput ? Pick<E, 'type' | 'payload'> : never) : never

export interface EventQueueOptions extends Persistence {
  readonly push: (events: readonly AgentEventInput[]) => Promise<void>
  /** Number of the last event that the arena already has. */
  readonly lastSeq: number
  /** The arena takes no more events, and why. */
  readonly onRefused: (error: unknown) => void
}

const BATCH = 20

export class EventQueue {
  readonly #options: EventQueueOptions
  readonly #waiting: AgentEventInput[] = []
  #seq: number
  #sending: Promise<void> | undefined

  constructor(options: EventQueueOptions) {
    this.#options = options
    this.#seq = options.lastSeq
  }

  /** How many events the arena has not confirmed yet. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Once the runner must stop, what happens is its own doing and no news of the run: its browser closes, and everything fails. */
  add(event: NewEvent): void {
    if (this.#options.signal.aborted) return
    this.#seq += 1
    this.#waiting.push({ ...event, seq: this.#seq, at: new Date().toISOString() } as AgentEventInput)
    this.#sending ??= this.#send()
  }

  /** Settles when nothing is waiting, or when no more can be sent. */
  async flushed(): Promise<void> {
    await this.#sending
  }

  // A batch leaves the queue only once it is confirmed, and goes again unchanged: the arena knows repeats by number and content.
  async #send(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, BATCH)
        await persistently(() => this.#options.push(batch), this.#options)
        this.#waiting.splice(0, batch.length)
      }
      this.#sending = undefined
    } catch (error) {
      // What is left stays unsent, and `#sending` stays set, so that nothing is sent after a refusal.
      this.#options.onRefused(error)
    }
  }
}
