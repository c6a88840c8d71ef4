/** What betting is asked: markets and bets, wallets, the books. */
import { z } from 'zod'
import { GiftId, MarketId, SandboxId, UserId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Credits, Limit, line, pageOf, Stake, Time } from '../values.ts'
import { reconcileBooks } from './audit.ts'
import { getMarketHistory } from './history.ts'
import {
  Bet,
  BetStatus,
  BettingRules,
  LedgerAudit,
  Market,
  MarketStatus,
  MyBet,
  PublicBet,
  Quote,
  Settlement,
  WalletEntry,
} from './market.ts'
import { getLeaderboard } from './leaderboard.ts'
import { listMarketEvents } from './record.ts'

const OutcomeId = z.string().min(1).max(100)
/** The highest limit that a bettor can set to the multiplier. */
export const MAX_MIN_MULTIPLIER = 1_000_000_000

const page = { limit: Limit, after: z.string().max(100).optional() }

export const openAccount = operation({
  name: 'openAccount',
  service: 'betting',
  kind: 'command',
  audience: 'service',
  summary: 'Opens the account of a new user and grants the first credits, once.',
  input: z.strictObject({ userId: UserId, name: line(40) }),
  output: z.object({ balance: Credits }),
})

export const getMarket = operation({
  name: 'getMarket',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'A market with its pools and multipliers as of now.',
  input: z.strictObject({ marketId: MarketId }),
  output: Market,
  http: { method: 'GET', path: '/markets/:marketId', status: 200 },
})

export const quoteBet = operation({
  name: 'quoteBet',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'What a stake would return: now, after itself, and if the flow of the last minute goes on until the lock.',
  input: z.strictObject({ marketId: MarketId, outcome: OutcomeId, stake: Stake }),
  output: Quote,
  http: { method: 'POST', path: '/markets/:marketId/quote', status: 200 },
})

export const placeBet = operation({
  name: 'placeBet',
  service: 'betting',
  kind: 'command',
  audience: 'user',
  summary: 'Stakes whole credits on an outcome of an open market.',
  input: z.strictObject({
    marketId: MarketId,
    outcome: OutcomeId,
    stake: Stake,
    /** Refuse the bet when the multiplier after its own stake is below this. */
    minMultiplier: z.number().min(1).max(MAX_MIN_MULTIPLIER).optional(),
  }),
  output: Bet,
  http: { method: 'POST', path: '/markets/:marketId/bets', status: 201 },
  idempotency: 'required',
})

export const listBets = operation({
  name: 'listBets',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'The public record of a market’s bets, in the order they were placed, with what was paid.',
  input: z.strictObject({ marketId: MarketId, ...page }),
  output: pageOf(PublicBet),
  http: { method: 'GET', path: '/markets/:marketId/bets', status: 200 },
})

export const getSettlement = operation({
  name: 'getSettlement',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'How a market was settled or voided, to the credit.',
  input: z.strictObject({ marketId: MarketId }),
  output: Settlement,
  http: { method: 'GET', path: '/markets/:marketId/settlement', status: 200 },
})

export const reverseSettlement = operation({
  name: 'reverseSettlement',
  service: 'betting',
  kind: 'command',
  audience: 'operator',
  summary:
    'Takes a wrong settlement back by reversing entries and settles anew: with other winners, or with none, which voids the market.',
  input: z.strictObject({
    marketId: MarketId,
    /** One outcome, several that tied, or none. */
    winners: z.array(OutcomeId).max(16),
    /** Told to everybody whose credits move. */
    reason: line(300),
  }),
  output: z.object({
    marketId: MarketId,
    /** Which reversal of the market it is, from 1. */
    round: z.int(),
    status: MarketStatus,
    winners: z.array(z.string()),
    reason: z.string(),
    reversedAt: Time,
  }),
  http: { method: 'POST', path: '/markets/:marketId/reverse', status: 200 },
  idempotency: 'required',
})

export const giveCredits = operation({
  name: 'giveCredits',
  service: 'betting',
  kind: 'command',
  audience: 'user',
  summary: 'Gives credits to a running agent that is not rated; they add tokens to its budget at the published rate.',
  input: z.strictObject({ sandboxId: SandboxId, amount: Stake }),
  output: z.object({ id: GiftId, amount: Credits, tokens: z.int() }),
  http: { method: 'POST', path: '/sandboxes/:sandboxId/credits', status: 201 },
  idempotency: 'required',
})

export const getBettingRules = operation({
  name: 'getBettingRules',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'The rates and times that count in this arena.',
  input: z.strictObject({}),
  output: BettingRules,
  http: { method: 'GET', path: '/betting/rules', status: 200 },
})

export const getWallet = operation({
  name: 'getWallet',
  service: 'betting',
  kind: 'query',
  audience: 'user',
  summary: 'One’s own balance; who is broke and has no open bet is refilled by asking, once a day.',
  input: z.strictObject({}),
  output: z.object({ balance: Credits }),
  http: { method: 'GET', path: '/me/wallet', status: 200 },
})

export const listWalletEntries = operation({
  name: 'listWalletEntries',
  service: 'betting',
  kind: 'query',
  audience: 'user',
  summary: 'Every movement of one’s own credits with its reason, newest first.',
  input: z.strictObject({ ...page }),
  output: pageOf(WalletEntry),
  http: { method: 'GET', path: '/me/wallet/entries', status: 200 },
})

export const listMyBets = operation({
  name: 'listMyBets',
  service: 'betting',
  kind: 'query',
  audience: 'user',
  summary: 'One’s own bets, newest first: all of them, those on one market, or those of one status.',
  input: z.strictObject({ ...page, marketId: MarketId.optional(), status: BetStatus.optional() }),
  output: pageOf(MyBet),
  http: { method: 'GET', path: '/me/bets', status: 200 },
})

export const auditLedger = operation({
  name: 'auditLedger',
  service: 'betting',
  kind: 'query',
  audience: 'operator',
  summary: 'Every account with its balance; the total is 0.',
  input: z.strictObject({}),
  output: LedgerAudit,
  http: { method: 'GET', path: '/audit/ledger', status: 200 },
})

export const bettingOperations = {
  openAccount,
  getMarket,
  quoteBet,
  placeBet,
  listBets,
  listMarketEvents,
  getMarketHistory,
  getSettlement,
  reverseSettlement,
  giveCredits,
  getBettingRules,
  getWallet,
  listWalletEntries,
  listMyBets,
  getLeaderboard,
  auditLedger,
  reconcileBooks,
}
