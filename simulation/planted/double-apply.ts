/** Planted: a view that commits its rows first and its checkpoint a moment later. */
import { MemoryViewStore, type Move } from '@agent-arena/event-store'
import type { StoredEvent } from '@agent-arena/contracts'
import { balances, type Balances } from '../bank/account.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import type { Parts } from '../world/parts.ts'

const MOMENT_MS = 3

class TwoStepStore extends MemoryViewStore<Balances> {
  private rows: Balances = {}
  private readonly scheduler: Scheduler

  constructor(scheduler: Scheduler) {
    super(balances)
    this.scheduler = scheduler
  }

  override get content(): Balances {
    return this.rows
  }

  override async commit(move: Move, events: readonly StoredEvent[]): Promise<void> {
    this.rows = balances.apply(this.rows, events)
    await this.scheduler.turn(MOMENT_MS)
    await super.commit(move, events)
  }
}

export const doubleApply: Partial<Parts> = { balances: (scheduler) => new TwoStepStore(scheduler) }
