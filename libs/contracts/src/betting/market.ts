/** Markets, bets, wallets as outsiders see them. */
import { z } from 'zod'
import { BetId, MarketId, MatchId, SandboxId } from '../ids.ts'
import { Credits, Time } from '../values.ts'

export const MarketKind = z.enum(['success', 'winner'])
export type MarketKind = z.infer<typeof MarketKind>

export const MarketStatus = z.enum(['open', 'locked', 'settled', 'voided'])
export type MarketStatus = z.infer<typeof MarketStatus>

/** The outcome of a winner market when no sandbox succeeds. */
export const NOBODY = 'nobody'

export const MarketOutcome = z.object({
  /** `success`, `failure`, a sandbox id, or `nobody`. */
  id: z.string(),
  name: z.string(),
  /** Credits staked on it. */
  stake: Credits,
  /** Σ stake × weightBps, as decimal text: it may pass 2^53. */
  shares: z.string(),
  /** What one more credit would return now if this outcome won; null while nothing is staked anywhere. */
  multiplier: z.number().nullable(),
  /** Whether it still takes bets. */
  open: z.boolean(),
})
export type MarketOutcome = z.infer<typeof MarketOutcome>

export const LockCause = z.enum(['time', 'progress', 'ended', 'voided'])
export type LockCause = z.infer<typeof LockCause>

export const MarketResult = z.object({
  /** Winning outcomes: one, or several that tied. */
  winners: z.array(z.string()),
  /** The sentence people read. */
  text: z.string(),
})

export const Market = z.object({
  id: MarketId,
  kind: MarketKind,
  title: z.string(),
  sandboxId: SandboxId.optional(),
  matchId: MatchId.optional(),
  status: MarketStatus,
  outcomes: z.array(MarketOutcome),
  pool: Credits,
  feeBps: z.int(),
  /** Weight of a bet placed now, in basis points of its stake (10,000 = full). */
  weightBps: z.int(),
  opensAt: Time,
  /** When the run began. */
  startedAt: Time.nullable(),
  /** Set once the run has begun; before that, when it would be if the run began on time, and no bet is refused for it. */
  lockAt: Time,
  lockedAt: Time.optional(),
  lockCause: LockCause.optional(),
  /** Why it locked, in a sentence; a claim that awaits its verdict locks a match for the cause `progress` too. */
  lockText: z.string().optional(),
  result: MarketResult.optional(),
  version: z.int(),
})
export type Market = z.infer<typeof Market>

export const Bet = z.object({
  id: BetId,
  marketId: MarketId,
  userId: z.string(),
  userName: z.string(),
  outcome: z.string(),
  stake: Credits,
  weightBps: z.int(),
  placedAt: Time,
  /** The bet's place in its market's stream; as `after` it is where the list of bets goes on. */
  version: z.int(),
  /** Credits that the same account gave to agents of this market: it has a hand in what it bets on. */
  funded: z.array(z.object({ sandboxId: SandboxId, credits: Credits })).optional(),
})
export type Bet = z.infer<typeof Bet>

export const BetStatus = z.enum(['open', 'won', 'lost', 'refunded'])
export type BetStatus = z.infer<typeof BetStatus>

/** A bet with what its account was paid, once it was. */
export const PublicBet = Bet.extend({ status: BetStatus, payout: Credits.optional() })
export type PublicBet = z.infer<typeof PublicBet>

export const MyBet = PublicBet.extend({
  marketTitle: z.string(),
  outcomeName: z.string(),
  sandboxId: SandboxId.optional(),
  matchId: MatchId.optional(),
})
export type MyBet = z.infer<typeof MyBet>

export const PayoutKind = z.enum(['win', 'refund', 'loss'])
export type PayoutKind = z.infer<typeof PayoutKind>

export const Payout = z.object({
  betId: BetId,
  userId: z.string(),
  outcome: z.string(),
  stake: Credits,
  payout: Credits,
  kind: PayoutKind,
})
export type Payout = z.infer<typeof Payout>

/** A settlement that an operator took back. */
export const Reversal = z.object({
  /** Which reversal of the market it is, from 1. */
  round: z.int(),
  /** The winners that it had, and the sentence that was told of them. */
  winners: z.array(z.string()),
  text: z.string(),
  settledAt: Time,
  /** The operator's words. */
  reason: z.string(),
  reversedAt: Time,
})
export type Reversal = z.infer<typeof Reversal>

export const Settlement = z.object({
  status: MarketStatus,
  /** Winning outcome; null while there is none, when it was voided, or when several tied. */
  outcome: z.string().nullable(),
  winners: z.array(z.string()),
  losingPool: Credits,
  fee: Credits,
  payouts: z.array(Payout),
  /** Position in betting's log of the settlement. */
  position: z.int().nullable(),
  /** Settlements before this one that were taken back, oldest first. */
  reversals: z.array(Reversal),
})
export type Settlement = z.infer<typeof Settlement>

/** Why credits moved. */
export const TransferReason = z.enum([
  'grant',
  'refill',
  'stake',
  'payout',
  'refund',
  'fee',
  /** A payout, refund or fee of a settlement that was wrong goes back. */
  'reversal',
  /** What a user can no longer give back: the house bears it. */
  'shortfall',
  /** What the house bore is kept from the same user's payout in the corrected settlement. */
  'repayment',
  /** A gift to a running agent, or its way back. */
  'credits',
])
export type TransferReason = z.infer<typeof TransferReason>

export const WalletEntry = z.object({
  id: z.string(),
  at: Time,
  amount: Credits,
  balance: Credits,
  reason: TransferReason,
  /** A sentence: "Paid back 240 on …". */
  text: z.string(),
  marketId: MarketId.optional(),
  sandboxId: SandboxId.optional(),
  matchId: MatchId.optional(),
})
export type WalletEntry = z.infer<typeof WalletEntry>

export const AccountKind = z.enum(['user', 'pool', 'house', 'grant', 'agent'])
export type AccountKind = z.infer<typeof AccountKind>

export const LedgerAudit = z.object({
  /** Σ of all accounts: always 0. */
  total: Credits,
  accounts: z.array(z.object({ id: z.string(), kind: AccountKind, balance: Credits })),
  position: z.int(),
})
export type LedgerAudit = z.infer<typeof LedgerAudit>

export const Quote = z.object({
  multiplierNow: z.number().nullable(),
  multiplierAfter: z.number(),
  multiplierWorst: z.number(),
  weightBps: z.int(),
  fee: z.int(),
})
export type Quote = z.infer<typeof Quote>

/** What is the same for everybody in this arena. */
export const BettingRules = z.object({
  /** The house's part of a losing pool, in basis points. */
  feeBps: z.int(),
  grantCredits: Credits,
  /** Tokens that one credit adds to the budget of a running agent. */
  tokensPerCredit: z.int(),
  /** Who has less than `below` and no open bet is filled up `to` this, once a UTC day. */
  refill: z.object({ below: Credits, to: Credits }),
  /** Hours after its first settlement in which a market's outcome may still be corrected; may be a part of one. */
  reversalHours: z.number(),
  /** Hours without a verdict after which a market is void. */
  verdictHours: z.int(),
})
export type BettingRules = z.infer<typeof BettingRules>
