/** Follows one log by asking its owner for pages: how a consumer in the same process gets every event in order. */
import { setTimeout as sleep } from 'node:timers/promises'
import { kitOperations, serviceContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import type { ConsumerOptions, MessageBus } from '../message-bus.ts'

const PAGE = 500
/** Wakes come with each append; the poll only covers an owner that starts later. */
const IDLE_POLL_MS = 1000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5000

export class LogConsumer {
  readonly source: ServiceName
  private position: number | null = null
  private stopped = false
  private awake = false
  private alarm = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private readonly bus: MessageBus
  private readonly options: ConsumerOptions

  constructor(bus: MessageBus, options: ConsumerOptions) {
    this.bus = bus
    this.options = options
    this.source = options.source
  }

  start(): void {
    this.running = this.follow()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.alarm.abort()
    await this.running
  }

  wake(): void {
    this.awake = true
    this.alarm.abort()
  }

  private async follow(): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!this.stopped) {
      try {
        if ((await this.step()) === 0 && !this.awake) await this.idle(IDLE_POLL_MS)
        pause = FIRST_PAUSE_MS
      } catch (fault) {
        if (this.stopped) return
        this.position = null
        this.options.onFault(fault)
        await this.idle(pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      }
    }
  }

  private async step(): Promise<number> {
    this.position ??= await this.options.after()
    this.awake = false
    const { readLog } = kitOperations(this.source)
    const page = await this.bus.request(readLog, { after: this.position, limit: PAGE }, serviceContext(this.source))
    const events = page.events as readonly StoredEvent[]
    const last = events.at(-1)
    if (!last || this.stopped) return 0
    await this.options.handle(events)
    this.position = last.position
    return events.length
  }

  /** Until the time is over, or the alarm rings. */
  private async idle(ms: number): Promise<void> {
    this.alarm = new AbortController()
    await sleep(ms, undefined, { signal: this.alarm.signal }).catch(() => undefined)
  }
}
