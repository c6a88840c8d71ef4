/** Planted: a view that anybody may write to from anywhere, whoever leads by now. */
import type { StoredEvent } from '@agent-arena/contracts'
import { MemoryViewStore, type Move } from '@agent-arena/event-store'
import { balances, type Balances } from '../bank/account.ts'
import type { Parts } from '../world/parts.ts'

class UnfencedStore extends MemoryViewStore<Balances> {
  private epochNow = 0

  override claim(epoch: number): Promise<number> {
    this.epochNow = epoch
    return super.claim(epoch)
  }

  override async commit({ to }: Move, events: readonly StoredEvent[]): Promise<void> {
    await super.commit({ from: await this.position(), to, epoch: this.epochNow }, events)
  }
}

export const forgottenFence: Partial<Parts> = { balances: () => new UnfencedStore(balances) }
