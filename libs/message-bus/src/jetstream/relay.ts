/** Carries a log to its stream: every event once, in log order, from the last one that the stream holds. */
import { Loop, type StoredEvent } from '@agent-arena/contracts'
import type { LogReader } from '../message-bus.ts'
import { StreamTruncated } from './publisher.ts'
import type { Tail } from './stream.ts'

/** A stream as a relay sees it. */
export interface LogChannel {
  tail(): Promise<Tail>
  /** Empties it for good: what it held cannot be believed. */
  remake(): Promise<Tail>
  /** Resolves when all stand in the stream, right after the given end; rejects when that is not certain. */
  publish(events: readonly StoredEvent[], after: Tail): Promise<Tail>
}

/** Events in flight at most. */
const BATCH = 256
/** An empty stream gets the latest events again; older ones the consumers read from the log. */
const REFILL = 1000
const IDLE_POLL_MS = 500
/** Nobody tells of what a stream loses while nothing is appended. */
const LOOK_AGAIN_MS = 10_000
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2000
/** What was appended meanwhile and can still be taken from memory. */
const MEMORY = 5000

export interface RelayOptions {
  readonly log: LogReader
  readonly channel: LogChannel
  readonly onFault: (fault: unknown) => void
}

interface Place {
  readonly position: number
  readonly tail: Tail
}

/** Two relays at once do no harm: the stream takes an event only after the one that its relay saw last. */
export class Relay {
  private place: Place | null = null
  private lookAgainAt = 0
  private truncated = false
  private appended: StoredEvent[] = []
  private unsubscribe: () => void = () => undefined
  private readonly loop: Loop
  private readonly options: RelayOptions

  constructor(options: RelayOptions) {
    this.options = options
    this.loop = new Loop({
      work: () => this.step(),
      onFault: (fault) => this.rewind(fault),
      pauseMs: (faults) => Math.min(FIRST_PAUSE_MS * 2 ** (faults - 1), LONGEST_PAUSE_MS),
    })
  }

  /** Of the last event that the stream holds. */
  get position(): number {
    return this.place?.position ?? 0
  }

  /** Somebody else has appended. */
  lookNow(): void {
    this.loop.wake()
  }

  start(): void {
    this.unsubscribe = this.options.log.onAppended((events) => this.remember(events))
    void this.loop.start()
  }

  stop(): Promise<void> {
    this.unsubscribe()
    return this.loop.stop()
  }

  private remember(events: readonly StoredEvent[]): void {
    if (this.appended.length < MEMORY) this.appended.push(...events)
    this.loop.wake()
  }

  /** What arrived is unknown: the stream is asked where it ends. */
  private rewind(fault: unknown): void {
    this.place = null
    this.truncated ||= fault instanceof StreamTruncated
    this.options.onFault(fault)
  }

  private async step(): Promise<number> {
    const { position, tail } = (this.place = await this.whereItStands())
    const events = await this.after(position)
    const last = events.at(-1)
    if (!last) return IDLE_POLL_MS
    this.place = { position: last.position, tail: await this.options.channel.publish(events, tail) }
    return 0
  }

  /** Where it left off; the stream is asked at the beginning, after a fault, and now and then. */
  private async whereItStands(): Promise<Place> {
    if (this.place && performance.now() < this.lookAgainAt) return this.place
    const place = await this.begin()
    this.lookAgainAt = performance.now() + LOOK_AGAIN_MS
    return place
  }

  private async begin(): Promise<Place> {
    const { channel, log } = this.options
    const found = this.truncated ? await channel.remake() : await channel.tail()
    this.truncated = false
    const tail = (await this.isOfThisLog(found)) ? found : await channel.remake()
    return { tail, position: tail.event?.position ?? Math.max(0, (await log.head()) - REFILL) }
  }

  /** The log may have been set back to an older state, or the stream have been written by somebody else. */
  private async isOfThisLog({ event }: Tail): Promise<boolean> {
    if (!event) return true
    const [stored] = await this.options.log.readAll(event.position - 1, 1)
    return stored?.id === event.id
  }

  /** From memory where nothing is missing in between, else from the log. */
  private async after(position: number): Promise<readonly StoredEvent[]> {
    const known = this.appended.findIndex((event) => event.position === position + 1)
    if (known === -1) {
      this.appended = this.appended.filter((event) => event.position > position)
      return this.options.log.readAll(position, BATCH)
    }
    this.appended.splice(0, known)
    return this.appended.splice(0, this.contiguous(position))
  }

  private contiguous(position: number): number {
    const run = this.appended.findIndex((event, index) => event.position !== position + 1 + index)
    return Math.min(run === -1 ? this.appended.length : run, BATCH)
  }
}
