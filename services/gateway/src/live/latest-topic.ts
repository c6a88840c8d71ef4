/** A state that many readers watch: fetched when something changed, told when it differs, at most so often unless it presses. */
import type { Connection } from './connection.ts'
import { LatestReader } from './latest-reader.ts'
import { encodeEvent } from './server-sent.ts'

/** A state with the ids of everything that it shows. */
export interface Shown {
  readonly state: unknown
  readonly ids: readonly string[]
  /** Whether it changes with time alone, as the weight in open markets does. */
  readonly ages: boolean
}

export interface TopicOptions {
  readonly event: string
  readonly fetch: () => Promise<Shown>
  /** Least time before an update that can wait. */
  readonly paceMs: number
  readonly onFault: (fault: unknown) => void
}

const RETRY_MS = 1000

export class LatestTopic {
  private readonly readers = new Set<LatestReader>()
  private readonly options: TopicOptions
  private shown: Shown | null = null
  private json = ''
  private chunk: Buffer | null = null
  private stale = false
  /** Whether what made it stale cannot wait for the pace. */
  private pressing = false
  private timer: NodeJS.Timeout | null = null
  private busy: Promise<void> | null = null
  private closed = false

  constructor(options: TopicOptions) {
    this.options = options
  }

  get readerCount(): number {
    return this.readers.size
  }

  get ages(): boolean {
    return this.shown?.ages ?? false
  }

  shows(id: string): boolean {
    return this.shown?.ids.includes(id) ?? true
  }

  /** Makes sure that there is a state to begin with; throws what the fetch throws. */
  async prepare(): Promise<void> {
    if (this.chunk === null) await this.renew()
  }

  /** The reader gets the whole state at once; with the first one comes a second look, for what changed since `prepare`. */
  join(connection: Connection, onLeft: () => void): void {
    const reader = new LatestReader(connection)
    this.readers.add(reader)
    connection.onClosed(() => {
      this.readers.delete(reader)
      onLeft()
    })
    if (this.chunk) reader.offer(this.chunk)
    if (this.readers.size === 1) this.touch()
  }

  /** Something changed: fetch again, now or when the pace allows it. */
  touch(): void {
    this.stale = true
    if (!this.closed && !this.timer && !this.busy && this.readers.size > 0) this.busy = this.refresh()
  }

  /** What changed cannot wait for the pace: fetch again now, or as soon as the fetch that is under way has ended. */
  touchNow(): void {
    this.pressing = true
    this.stopWaiting()
    this.touch()
  }

  heartbeat(chunk: Buffer): void {
    for (const { connection } of this.readers) if (connection.backlogBytes === 0) connection.write(chunk)
  }

  /** Ends all readers; resolves when no fetch is under way. */
  async close(): Promise<void> {
    this.closed = true
    this.stopWaiting()
    for (const { connection } of this.readers) connection.end()
    await this.busy
  }

  /** The end of the look and the pause after it are one synchronous piece, so that no touch falls between them. */
  private async refresh(): Promise<void> {
    const pauseMs = await this.look()
    this.busy = null
    this.wait(this.pressing ? 0 : pauseMs)
  }

  /** Answers how long to pause; throws nothing. */
  private async look(): Promise<number> {
    this.stale = false
    this.pressing = false
    try {
      await this.renew()
      return this.options.paceMs
    } catch (fault) {
      this.options.onFault(fault)
      this.stale = true
      return RETRY_MS
    }
  }

  private wait(ms: number): void {
    if (this.closed || this.readers.size === 0) return
    this.timer = setTimeout(() => {
      this.timer = null
      if (this.stale && this.readers.size > 0) this.busy = this.refresh()
    }, ms)
  }

  private stopWaiting(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private async renew(): Promise<void> {
    const shown = await this.options.fetch()
    const json = JSON.stringify(shown.state)
    this.shown = shown
    if (json === this.json) return
    this.json = json
    this.chunk = encodeEvent({ event: this.options.event, json })
    for (const reader of this.readers) reader.offer(this.chunk)
  }
}
