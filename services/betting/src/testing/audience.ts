/** What people ask of the betting service: an account, bets, gifts, and all that may be looked at. */
import {
  auditLedger,
  getMarket,
  getSettlement,
  getWallet,
  giveCredits,
  listBets,
  listMyBets,
  listWalletEntries,
  newId,
  openAccount,
  placeBet,
  serviceContext,
  type InputOf,
  type Operation,
  type OutputOf,
  type RequestContext,
} from '@agent-arena/contracts'

export interface User {
  readonly id: string
  readonly name: string
}

export const contextOf = (user: User, idempotencyKey: string = crypto.randomUUID()): RequestContext => ({
  ...serviceContext('gateway', { idempotencyKey }),
  caller: { kind: 'user', ...user },
})

/** Asks as the gateway, when no context is given. */
export type Ask = <T extends Operation>(operation: T, input: InputOf<T>, context?: RequestContext) => Promise<OutputOf<T>>

export interface Page {
  readonly limit?: number
  readonly after?: string
}

export const audience = (ask: Ask) => ({
  newUser: async (name = 'Ada'): Promise<User> => {
    const user = { id: newId('user'), name }
    await ask(openAccount, { userId: user.id, name })
    return user
  },
  bet: (user: User, marketId: string, outcome: string, stake: number, more: { minMultiplier?: number; key?: string } = {}) =>
    ask(
      placeBet,
      { marketId, outcome, stake, ...(more.minMultiplier !== undefined && { minMultiplier: more.minMultiplier }) },
      contextOf(user, more.key),
    ),
  give: (user: User, sandboxId: string, amount: number, key?: string) =>
    ask(giveCredits, { sandboxId, amount }, contextOf(user, key)),
  market: (marketId: string) => ask(getMarket, { marketId }),
  settlement: (marketId: string) => ask(getSettlement, { marketId }),
  betsOf: (marketId: string, page: Page = {}) => ask(listBets, { marketId, ...page }),
  balance: async (user: User) => (await ask(getWallet, {}, contextOf(user))).balance,
  entries: (user: User, page: Page = {}) => ask(listWalletEntries, page, contextOf(user)),
  myBets: (user: User, page: InputOf<typeof listMyBets> = {}) => ask(listMyBets, page, contextOf(user)),
  audit: () => ask(auditLedger, {}),
  /** What an account of the ledger holds; nothing when it is not there. */
  balanceOf: async (accountId: string) => (await ask(auditLedger, {})).accounts.find(({ id }) => id === accountId)?.balance,
})
