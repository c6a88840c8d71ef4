/**
 * What the rules of an account need to know: its credits, its open bets, what was taken back; for the house the fees it has taken. Sets
 * that grow with the account are persistent, so that a bet costs the same whatever stands already.
 */
import type { AccountFact, CreditsTransferred, SettlementUndone } from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'
import { Set as PersistentSet } from 'immutable'

export interface AccountState {
  readonly opened: boolean
  readonly credits: number
  /** Ids of the bets that are neither paid, refunded nor lost. */
  readonly openBets: PersistentSet<string>
  /** Markets whose fee was taken. */
  readonly feesFrom: PersistentSet<string>
  /** By market: the last reversal whose part here is done. Markets that were never reversed are not in it. */
  readonly undone: ReadonlyMap<string, number>
  /** By market: what the house bore, because the credits were spent when a settlement was taken back. */
  readonly owed: ReadonlyMap<string, number>
  /** UTC day of the last refill. */
  readonly refilledOn: string | null
}

/** The UTC day of a time: `2026-11-20`. */
export const dayOf = (at: string): string => at.slice(0, 10)

const withOwed = ({ owed }: AccountState, marketId: string, change: number): ReadonlyMap<string, number> => {
  const rest = (owed.get(marketId) ?? 0) + change
  const others = [...owed].filter(([id]) => id !== marketId)
  return new Map(rest > 0 ? [...others, [marketId, rest]] : others)
}

type Transfer = CreditsTransferred['data']

const received = (account: AccountState, { credits, reason, betId, marketId, at }: Transfer): AccountState => ({
  ...account,
  credits: account.credits + credits,
  ...((reason === 'payout' || reason === 'refund') && betId !== undefined && { openBets: account.openBets.delete(betId) }),
  ...(reason === 'fee' && marketId !== undefined && { feesFrom: account.feesFrom.add(marketId) }),
  ...(reason === 'refill' && { refilledOn: dayOf(at) }),
})

const given = (account: AccountState, { credits, reason, betId, marketId }: Transfer): AccountState => ({
  ...account,
  credits: account.credits - credits,
  ...(reason === 'stake' && betId !== undefined && { openBets: account.openBets.add(betId) }),
  ...(reason === 'repayment' && marketId !== undefined && { owed: withOwed(account, marketId, -credits) }),
})

/** Every movement in an account's stream is about that account; its reason tells the direction. */
const transferred = (account: AccountState, transfer: Transfer): AccountState => {
  switch (transfer.reason) {
    case 'grant':
    case 'refill':
    case 'payout':
    case 'refund':
    case 'fee':
      return received(account, transfer)
    case 'stake':
    case 'reversal':
    case 'repayment':
    case 'credits':
      return given(account, transfer)
    case 'shortfall':
      return { ...account, owed: withOwed(account, transfer.marketId ?? '', transfer.credits) }
  }
}

const undone = (account: AccountState, { marketId, round, betIds }: SettlementUndone['data']): AccountState => ({
  ...account,
  openBets: account.openBets.union(betIds),
  feesFrom: account.feesFrom.delete(marketId),
  undone: new Map(account.undone).set(marketId, round),
})

export const accountFold: Fold<AccountFact, AccountState> = {
  initialState: {
    opened: false,
    credits: 0,
    openBets: PersistentSet(),
    feesFrom: PersistentSet(),
    undone: new Map(),
    owed: new Map(),
    refilledOn: null,
  },
  evolve: (account, fact) => {
    switch (fact.type) {
      case 'AccountOpened':
        return { ...account, opened: true }
      case 'CreditsTransferred':
        return transferred(account, fact.data)
      case 'BetLost':
        return { ...account, openBets: account.openBets.delete(fact.data.betId) }
      case 'SettlementUndone':
        return undone(account, fact.data)
    }
  },
  /** A long life of bets that are over leaves nothing behind. */
  sizeOf: ({ openBets, feesFrom, undone, owed }) => openBets.size + feesFrom.size + undone.size + owed.size,
}
