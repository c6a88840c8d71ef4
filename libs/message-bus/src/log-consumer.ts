/** Follows one log: takes what the bus has carried, and asks the log's owner for whatever is missing. */
import {
  DEFAULT_DEADLINE_MS,
  kitOperations,
  knownEvents,
  Loop,
  serviceContext,
  type ServiceName,
  type StoredEvent,
} from '@agent-arena/contracts'
import { isAbsence } from './is-absence.ts'
import type { ConsumerOptions, MessageBus } from './message-bus.ts'

const PAGE = 500
const DRY_POLL_MS = 500
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5000
/** A source that starts or restarts is away for a moment, which is no fault; it is told when it lasts. */
const SILENT_ABSENCES = 6

/**
 * How long a page of the log is waited for. Its owner may have several processes, and one that hangs must not hold up those who follow the
 * log: a question takes another way soon, and only a page that is slow again and again gets as long as any question.
 */
const PAGE_PATIENCE_MS = 1000
const QUICK_QUESTIONS = 3

/** What a bus has brought so far, in the order in which it came: perhaps with repeats, gaps, or events of an older time. */
export interface Feed {
  /** Makes it flow where it does not, which is cheap when it does; answers whether it flows now. */
  open(): Promise<boolean>
  /** The run that begins right after a position; what stands before it is let go. */
  take(after: number): Taken
  close(): Promise<void>
}

export interface Taken {
  readonly events: readonly StoredEvent[]
  /** The reader has committed what it did with them. */
  acknowledge(): void
}

/** Carries nothing: the owner of the log is asked each time. */
const noFeed: Feed = {
  open: () => Promise.resolve(true),
  take: () => ({ events: [], acknowledge: () => undefined }),
  close: () => Promise.resolve(),
}

export interface LogConsumerOptions extends ConsumerOptions {
  /** Made with the function that wakes its consumer. */
  readonly feed?: (wake: () => void) => Feed
  /** How long to believe that nothing is missing; the wakes of a bus may be lost. */
  readonly idlePollMs: number
}

/** Positions are gapless, so a comparison tells a repeat, a gap and the next event apart, whatever the bus did. */
export class LogConsumer {
  readonly source: ServiceName
  private position: number | null = null
  private stopped = false
  private absences = 0
  private readonly feed: Feed
  private readonly loop: Loop
  private readonly reading: ReturnType<typeof kitOperations>['readLog']
  private readonly bus: Pick<MessageBus, 'request'>
  private readonly options: LogConsumerOptions

  constructor(bus: Pick<MessageBus, 'request'>, options: LogConsumerOptions) {
    this.bus = bus
    this.options = options
    this.source = options.source
    this.reading = kitOperations(options.source).readLog
    this.feed = options.feed?.(() => this.wake()) ?? noFeed
    this.loop = new Loop({
      work: () => this.step(),
      onFault: (fault) => this.begin(fault),
      pauseMs: (faults) => Math.min(FIRST_PAUSE_MS * 2 ** (faults - 1), LONGEST_PAUSE_MS),
    })
  }

  start(): void {
    void this.loop.start()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.loop.stop()
    await this.feed.close()
  }

  wake(): void {
    this.loop.wake()
  }

  /** After a fault the reader's own checkpoint counts again. */
  private begin(fault: unknown): void {
    this.position = null
    this.absences = isAbsence(fault) ? this.absences + 1 : 0
    if (this.absences === 0 || this.absences > SILENT_ABSENCES) this.options.onFault(fault)
  }

  /** One run; answers how long to sleep. What the feed brings meanwhile ends the sleep. */
  private async step(): Promise<number> {
    const flows = await this.feed.open()
    this.position ??= await this.options.after()
    const pauseMs = flows ? this.options.idlePollMs : DRY_POLL_MS
    const carried = this.feed.take(this.position)
    if (carried.events.length > 0) {
      if (await this.handle(carried.events)) carried.acknowledge()
      return pauseMs
    }
    const read = await this.readLog(this.position)
    // What is appended after a page that was not full wakes this loop, so nobody needs to ask whether there is more.
    return (await this.handle(read)) && read.length === PAGE ? 0 : pauseMs
  }

  private async readLog(after: number): Promise<readonly StoredEvent[]> {
    const patienceMs = Math.min(PAGE_PATIENCE_MS * 2 ** Math.max(0, this.absences + 1 - QUICK_QUESTIONS), DEFAULT_DEADLINE_MS)
    const context = serviceContext(this.source, { deadline: Date.now() + patienceMs })
    const page = await this.bus.request(this.reading, { after, limit: PAGE }, context)
    this.absences = 0
    return page.events as readonly StoredEvent[]
  }

  /** Whether there was something, and it is handled. */
  private async handle(events: readonly StoredEvent[]): Promise<boolean> {
    const last = events.at(-1)
    if (!last || this.stopped) return false
    await this.options.handle(events.map((event) => knownEvents.upcast(event)))
    this.position = last.position
    return true
  }
}
