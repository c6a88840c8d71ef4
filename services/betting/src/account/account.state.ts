/**
 * What the rules of an account need to know: its credits, its open bets, what was taken back; for the house the fees it has taken. Sets
 * that grow with the account are persistent, so that a bet costs the same whatever stands already.
 */
import type { AccountFact, CreditsTransferred, SettlementUndone } from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'
import { Set as PersistentSet } from 'immutable'
import { HOUSE } from './ledger.ts'

export interface AccountState {
  /** Its name in the books; the house's account alone is never opened. */
  readonly id: string
  readonly opened: boolean
  /** A user's balance. The house's is not known here: what it bears stands in the streams of others. */
  readonly credits: number
  /** Ids of the bets that are neither paid, refunded nor lost. */
  readonly openBets: PersistentSet<string>
  /** Markets whose fee was taken. */
  readonly feesFrom: PersistentSet<string>
  /** By market: the last reversal whose part here is done. Markets that were never reversed are not in it. */
  readonly undone: ReadonlyMap<string, number>
  /** By market: what the house bore, because the credits were spent when a settlement was taken back. */
  readonly owed: ReadonlyMap<string, number>
  /** By market: what was kept back of its last settlement's payouts, and went to the house. */
  readonly keptBack: ReadonlyMap<string, number>
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

const withKeptBack = ({ keptBack }: AccountState, marketId: string, credits: number): ReadonlyMap<string, number> =>
  new Map(keptBack).set(marketId, (keptBack.get(marketId) ?? 0) + credits)

type Transfer = CreditsTransferred['data']

/** By the two sides of the movement; a shortfall, which the house bears, is in the stream and moves nothing here. */
const balanceAfter = ({ id, credits: before }: AccountState, { from, to, credits }: Transfer): number => {
  if (to === id) return before + credits
  return from === id ? before - credits : before
}

/** What the reason of a movement says beyond its credits. */
const noted = (account: AccountState, { reason, betId = '', marketId = '', credits, at }: Transfer): AccountState => {
  switch (reason) {
    case 'stake':
      return { ...account, openBets: account.openBets.add(betId) }
    case 'payout':
    case 'refund':
      return { ...account, openBets: account.openBets.delete(betId) }
    case 'fee':
      return { ...account, feesFrom: account.feesFrom.add(marketId) }
    case 'shortfall':
      return { ...account, owed: withOwed(account, marketId, credits) }
    case 'repayment':
      return { ...account, owed: withOwed(account, marketId, -credits), keptBack: withKeptBack(account, marketId, credits) }
    case 'refill':
      return { ...account, refilledOn: dayOf(at) }
    case 'grant':
    case 'reversal':
    case 'credits':
      return account
  }
}

const undone = (account: AccountState, { marketId, round, betIds }: SettlementUndone['data']): AccountState => ({
  ...account,
  openBets: account.openBets.union(betIds),
  feesFrom: account.feesFrom.delete(marketId),
  undone: new Map(account.undone).set(marketId, round),
  keptBack: new Map([...account.keptBack].filter(([id]) => id !== marketId)),
})

export const accountFold: Fold<AccountFact, AccountState> = {
  initialState: {
    id: HOUSE,
    opened: false,
    credits: 0,
    openBets: PersistentSet(),
    feesFrom: PersistentSet(),
    undone: new Map(),
    owed: new Map(),
    keptBack: new Map(),
    refilledOn: null,
  },
  evolve: (account, fact) => {
    switch (fact.type) {
      case 'AccountOpened':
        return { ...account, id: fact.data.accountId, opened: true }
      case 'CreditsTransferred':
        return noted({ ...account, credits: balanceAfter(account, fact.data) }, fact.data)
      case 'BetLost':
        return { ...account, openBets: account.openBets.delete(fact.data.betId) }
      case 'SettlementUndone':
        return undone(account, fact.data)
    }
  },
  /** A long life of bets that are over leaves nothing behind. */
  sizeOf: ({ openBets, feesFrom, undone, owed, keptBack }) =>
    openBets.size + feesFrom.size + undone.size + owed.size + keptBack.size,
}
