/** The accounts of the books by name: users by their id, one pool a market, one an agent, the house, and where grants come from. */
import type { AccountKind } from '@agent-arena/contracts'

export const HOUSE = 'house'
export const GRANT = 'grant'

const POOL_PREFIX = 'pool:'
const AGENT_PREFIX = 'agent:'

/** Where the stakes of a market lie. */
export const poolOf = (marketId: string) => `${POOL_PREFIX}${marketId}`

/** The market whose pool it is; undefined of other accounts. */
export const marketOfPool = (accountId: string): string | undefined =>
  accountId.startsWith(POOL_PREFIX) ? accountId.slice(POOL_PREFIX.length) : undefined

/** What the audience gave to the agent of a sandbox. */
export const agentAccountOf = (sandboxId: string) => `${AGENT_PREFIX}${sandboxId}`

export const accountKindOf = (accountId: string): AccountKind => {
  if (accountId === HOUSE || accountId === GRANT) return accountId
  if (marketOfPool(accountId) !== undefined) return 'pool'
  return accountId.startsWith(AGENT_PREFIX) ? 'agent' : 'user'
}

export type AccountStream = `account-${string}`

/** Each movement stands once in the log, in the stream of the account that is checked: the user's, or the house's for a fee. */
export const accountStream = (accountId: string): AccountStream => `account-${accountId}`
