/** Feeds one view from its log while it leads: rows and checkpoint commit together, so each event counts exactly once. */
import { Loop, type StoredEvent } from '@agent-arena/contracts'
import type { EventLog } from './event-log.ts'
import { soleTerm, Superseded, type Led, type Term } from './term.ts'
import { PageReader } from './page-reader.ts'
import { Progress } from './progress.ts'
import { CheckpointMoved, type ViewStore } from './view-store.ts'

const IDLE_POLL_MS = 500
/** Events that one run takes from memory at most. */
const RECENT = 1000
/** Under load a run costs as much for one event as for fifty. */
const GATHER_MS = 100
const RETRY_MS = 1000
const MANY_FAULTS = 5
/** How long a reader waits for a view that lags. */
const PATIENCE_MS = 5000

export interface ProjectorOptions {
  readonly log: EventLog
  readonly store: ViewStore
  /** How long appends are gathered for one run while nobody waits for the view, milliseconds. Default: 100. */
  readonly gatherMs?: number
  /** Told when applying fails; the projector tries again and never skips. */
  readonly onFault: (fault: unknown, view: string) => void
}

export class Projector {
  private position = 0
  private faults = 0
  private led: Required<Led> | null = null
  private wake: () => void = () => undefined
  private readonly progress: Progress
  private readonly listeners = new Set<(events: readonly StoredEvent[]) => void>()
  private readonly gatherMs: number
  private readonly options: ProjectorOptions
  private readonly pages: PageReader

  constructor(options: ProjectorOptions) {
    this.options = options
    this.gatherMs = options.gatherMs ?? GATHER_MS
    this.progress = new Progress(() => options.store.position())
    this.pages = new PageReader((after, limit) => options.log.readMany(after, limit))
  }

  get name(): string {
    return this.options.store.name
  }

  /** Whether it fails again and again: what it shows stays as it is. */
  get isStuck(): boolean {
    return this.faults > MANY_FAULTS
  }

  /** Whether it is this process that feeds the view. */
  get isLed(): boolean {
    return this.progress.isLed
  }

  /** Creates or renews the tables, which every process needs for its queries, whoever leads. */
  prepare(): Promise<void> {
    return this.options.store.prepare()
  }

  /** Follows the log until it is stopped, or until another process turns out to lead. Throws `Superseded`. */
  async lead(term: Term): Promise<Required<Led>> {
    this.position = await this.options.store.claim(term.epoch)
    this.faults = 0
    this.progress.lead(this.position)
    const loop = this.loopOf(term)
    this.wake = () => loop.wake()
    let gathering: NodeJS.Timeout | null = null
    const unsubscribe = this.options.log.onAppended(() => {
      gathering ??= setTimeout(() => {
        gathering = null
        loop.wake()
      }, this.gatherMs)
    })
    void loop.start()
    const stop = async () => {
      unsubscribe()
      if (gathering) clearTimeout(gathering)
      this.progress.standBy()
      await loop.stop()
      await this.pages.settled()
      this.faults = 0
    }
    return (this.led = { stop })
  }

  /** For a process that is the only one by its nature: tests, tools, simulations. */
  async start(): Promise<void> {
    await this.prepare()
    await this.lead(soleTerm())
  }

  /** Ends what is led here; nobody is to wait for it any more. */
  async stop(): Promise<void> {
    await this.led?.stop()
    this.progress.release()
  }

  /** Looks at the log now; for whoever knows that another process has appended. */
  lookNow(): void {
    this.wake()
  }

  /** Calls back after each run of events that this process has taken in. */
  onAdvanced(listener: (events: readonly StoredEvent[]) => void): void {
    this.listeners.add(listener)
  }

  /** Resolves once the view shows everything up to the position: true, or false when it does not in time. */
  reached(position: number, timeoutMs = PATIENCE_MS): Promise<boolean> {
    if (this.isLed && this.position < position) this.wake()
    return this.progress.wait(position, timeoutMs)
  }

  private loopOf(term: Term): Loop {
    return new Loop({
      work: async () => {
        const pauseMs = await this.step(term)
        this.faults = 0
        return pauseMs
      },
      onFault: (fault) => {
        if (fault instanceof Superseded) return term.resign()
        this.faults++
        this.options.onFault(fault, this.name)
      },
      pauseMs: () => RETRY_MS,
    })
  }

  /** Answers how long there is nothing more to do, unless it is woken. */
  private async step({ epoch }: Term): Promise<number> {
    const { log, store } = this.options
    const recent = log.recentAfter(this.position, RECENT)
    const events = recent ?? (await this.pages.after(this.position))
    const last = events.at(-1)
    if (!last) return IDLE_POLL_MS
    for (const event of events) log.known.requireReadable(event)
    try {
      await store.commit({ from: this.position, to: last.position, epoch }, events)
    } catch (fault) {
      if (fault instanceof CheckpointMoved) this.progress.advance((this.position = await store.position()))
      throw fault
    }
    this.position = last.position
    this.progress.advance(last.position)
    for (const listener of this.listeners) listener(events)
    return recent && recent.length < RECENT ? this.gatherMs : 0
  }
}
