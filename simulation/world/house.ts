/** What outlives every process: the logs, the stream, the rows of view and reaction, the leases. */
import type { Fact, StoredEvent } from '@agent-arena/contracts'
import { MemoryEventLog, type EventLog } from '@agent-arena/event-store'
import type { MemoryReactionStore } from '@agent-arena/service-kit'
import { accountStream } from '../bank/account.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { calm, type Weather } from '../engine/weather.ts'
import { LeaseTable } from './lease-table.ts'
import { MemoryStream } from './memory-stream.ts'
import type { BalancesStore, Parts } from './parts.ts'
import type { Directory } from './process-bus.ts'

export const ACCOUNTS = ['ada', 'ben', 'cid', 'dot'] as const
/** Opened when everything is calm again. */
export const LATE_ACCOUNT = 'eve'
export const OPENING_CREDITS = 20

export class House {
  readonly bankLog: EventLog
  readonly letterLog: EventLog = new MemoryEventLog()
  readonly stream: MemoryStream
  readonly balances: BalancesStore
  readonly reactionStore: MemoryReactionStore
  readonly leases: LeaseTable
  readonly directory: Directory = new Map()
  weather: Weather = calm
  readonly poisoned = new Set<string>()
  readonly scheduler: Scheduler
  readonly parts: Parts

  constructor(scheduler: Scheduler, parts: Parts) {
    this.scheduler = scheduler
    this.parts = parts
    this.bankLog = parts.bankLog(scheduler)
    this.stream = new MemoryStream(scheduler)
    this.balances = parts.balances(scheduler)
    this.reactionStore = parts.reactionStore('thank-who-got-credits')
    this.leases = new LeaseTable(scheduler)
  }

  async open(name: string): Promise<void> {
    await this.write(accountStream(name), [{ type: 'Opened', data: { credits: OPENING_CREDITS } }])
  }

  /** A past of so many events: more than a page, a batch, or what a new stream is filled with. */
  async age(events: number): Promise<void> {
    await this.write(
      accountStream('old'),
      Array.from({ length: events }, () => ({ type: 'Opened', data: { credits: 0 } })),
    )
  }

  /** Nobody is told. */
  private async write(stream: string, facts: readonly Fact[]): Promise<void> {
    const meta = { actor: 'service:betting', correlationId: 'opening' }
    await this.bankLog.append([{ stream, expectedVersion: 0, facts }], { meta })
  }

  /** What has not caught up with the log, in words; null when all has. */
  async lag(): Promise<string | null> {
    const [head, shown, answered] = await Promise.all([
      this.bankLog.head(),
      this.balances.position(),
      this.reactionStore.position(),
    ])
    const carried = this.stream.events.at(-1)?.position ?? 0
    const parked = this.reactionStore.parked.length
    if (shown === head && answered === head && carried === head && parked === 0) return null
    return `of ${head} the view shows ${shown}, the reaction answered ${answered} and parked ${parked}, the stream ends with ${carried}`
  }

  /** A person asks for another try of whatever is parked. */
  askRetries(): void {
    for (const { event } of this.reactionStore.parked) this.reactionStore.askRetry(event.stream)
  }

  isPoison({ id }: StoredEvent): boolean {
    return this.poisoned.has(id)
  }
}
