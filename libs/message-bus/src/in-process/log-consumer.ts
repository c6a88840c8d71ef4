/** Follows one log by asking its owner for pages: how a consumer in the same process gets every event in order. */
import { kitOperations, knownEvents, Loop, serviceContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
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
  private readonly loop: Loop
  private readonly bus: MessageBus
  private readonly options: ConsumerOptions

  constructor(bus: MessageBus, options: ConsumerOptions) {
    this.bus = bus
    this.options = options
    this.source = options.source
    this.loop = new Loop({
      work: async () => ((await this.step()) === 0 ? IDLE_POLL_MS : 0),
      onFault: (fault) => this.begin(fault),
      pauseMs: (faults) => Math.min(FIRST_PAUSE_MS * 2 ** (faults - 1), LONGEST_PAUSE_MS),
    })
  }

  start(): void {
    void this.loop.start()
  }

  stop(): Promise<void> {
    this.stopped = true
    return this.loop.stop()
  }

  wake(): void {
    this.loop.wake()
  }

  /** After a fault the reader's own checkpoint counts again. */
  private begin(fault: unknown): void {
    this.position = null
    this.options.onFault(fault)
  }

  private async step(): Promise<number> {
    this.position ??= await this.options.after()
    const { readLog } = kitOperations(this.source)
    const page = await this.bus.request(readLog, { after: this.position, limit: PAGE }, serviceContext(this.source))
    const events = page.events.map((event) => knownEvents.upcast(event as StoredEvent))
    const last = events.at(-1)
    if (!last || this.stopped) return 0
    await this.options.handle(events)
    this.position = last.position
    return events.length
  }
}
