/** Two guests who bet against each other on a sandbox, and what they own when it is over. */
import { untilBalance, untilMarket, type Door } from './sandboxes.ts'
import { expectBooksToAddUp, joinAs, type Guest } from './guests.ts'
import type { ArenaUnderTest } from './start-arena.ts'

export interface Bettors {
  /** 30 credits on success. */
  readonly believer: Guest
  /** 20 credits on failure. */
  readonly doubter: Guest
}

export const bettorsOn = async (arena: ArenaUnderTest, { marketId }: Door): Promise<Bettors> => {
  const [believer, doubter] = await Promise.all([joinAs(arena, 'Believer'), joinAs(arena, 'Doubter')])
  await Promise.all([believer.bet(marketId, 'success', 30), doubter.bet(marketId, 'failure', 20)])
  return { believer, doubter }
}

/** Waits until each guest has the credits; then no other credit is astray. */
export const expectBalances = async (arena: ArenaUnderTest, balances: readonly (readonly [Guest, number])[]): Promise<void> => {
  for (const [guest, credits] of balances) await untilBalance(guest.balance, credits)
  await expectBooksToAddUp(arena)
}

export const expectRefunds = async (arena: ArenaUnderTest, { marketId }: Door, { believer, doubter }: Bettors): Promise<void> => {
  await untilMarket(arena, marketId, 'voided')
  await expectBalances(arena, [
    [believer, 1000],
    [doubter, 1000],
  ])
}
