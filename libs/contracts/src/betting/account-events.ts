/** Facts of an account: it opens, and credits come and go. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { BetId, MarketId, MatchId, SandboxId } from '../ids.ts'
import { listOf, Stake, Time } from '../values.ts'
import { TransferReason } from './market.ts'

const ofAccount = { service: 'betting', streamKind: 'account', version: 1 } as const

export const AccountOpened = eventContract({
  ...ofAccount,
  type: 'AccountOpened',
  summary: 'A user’s account was opened; the grant that fills it follows as a transfer.',
  schema: z.object({
    accountId: z.string(),
    name: z.string(),
    /** Whether the user joined without signing in; where it is not told, so it was. */
    guest: z.boolean().exactOptional(),
    openedAt: Time,
  }),
})
export type AccountOpened = FactOf<typeof AccountOpened>

export const CreditsTransferred = eventContract({
  ...ofAccount,
  type: 'CreditsTransferred',
  /** The second version may have the reasons of reversals, refills and gifts; what the first told stays as it is. */
  version: 2,
  upcasts: [(data) => data],
  summary: 'One double-entry movement: credits left one account and arrived at another. The user’s side names the stream.',
  schema: z.object({
    transferId: z.string(),
    from: z.string(),
    to: z.string(),
    credits: Stake,
    reason: TransferReason,
    /** A sentence for the wallet: "Paid back 240 on …". */
    text: z.string(),
    betId: BetId.exactOptional(),
    marketId: MarketId.exactOptional(),
    sandboxId: SandboxId.exactOptional(),
    matchId: MatchId.exactOptional(),
    at: Time,
  }),
})
export type CreditsTransferred = FactOf<typeof CreditsTransferred>

export const BetLost = eventContract({
  ...ofAccount,
  type: 'BetLost',
  summary: 'A bet that brought nothing back is closed without a movement.',
  schema: z.object({ betId: BetId, marketId: MarketId, at: Time }),
})
export type BetLost = FactOf<typeof BetLost>

export const SettlementUndone = eventContract({
  ...ofAccount,
  type: 'SettlementUndone',
  summary:
    'What a settlement had done to an account is taken back: its bets are open again, and the next settlement closes them.',
  schema: z.object({
    accountId: z.string(),
    marketId: MarketId,
    /** Which reversal of the market it was, from 1. */
    round: z.int().min(1),
    /** The bets that had been closed. */
    betIds: listOf(BetId),
    at: Time,
  }),
})
export type SettlementUndone = FactOf<typeof SettlementUndone>

export type AccountFact = AccountOpened | CreditsTransferred | BetLost | SettlementUndone
