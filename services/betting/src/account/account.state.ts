/** What the rules of an account need to know: its credits, its open bets, and for the house the fees it has taken. */
import type { AccountFact, CreditsTransferred } from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'

export interface AccountState {
  readonly opened: boolean
  readonly credits: number
  /** Ids of the bets that are neither paid, refunded nor lost. */
  readonly openBets: ReadonlySet<string>
  /** Markets whose fee was taken. */
  readonly feesFrom: ReadonlySet<string>
}

const withBet = ({ openBets }: AccountState, betId: string) => new Set(openBets).add(betId)

const withoutBet = ({ openBets }: AccountState, betId: string) => new Set([...openBets].filter((open) => open !== betId))

const transferred = (account: AccountState, { credits, reason, betId, marketId }: CreditsTransferred['data']): AccountState => {
  switch (reason) {
    case 'grant':
      return { ...account, credits: account.credits + credits }
    case 'stake':
      return { ...account, credits: account.credits - credits, ...(betId !== undefined && { openBets: withBet(account, betId) }) }
    case 'payout':
    case 'refund':
      return {
        ...account,
        credits: account.credits + credits,
        ...(betId !== undefined && { openBets: withoutBet(account, betId) }),
      }
    case 'fee':
      return {
        ...account,
        credits: account.credits + credits,
        ...(marketId !== undefined && { feesFrom: new Set(account.feesFrom).add(marketId) }),
      }
  }
}

/** Every movement in an account's stream touches that account; its reason tells the direction. */
export const accountFold: Fold<AccountFact, AccountState> = {
  initialState: { opened: false, credits: 0, openBets: new Set(), feesFrom: new Set() },
  evolve: (account, fact) => {
    switch (fact.type) {
      case 'AccountOpened':
        return { ...account, opened: true }
      case 'CreditsTransferred':
        return transferred(account, fact.data)
      case 'BetLost':
        return { ...account, openBets: withoutBet(account, fact.data.betId) }
    }
  },
}
