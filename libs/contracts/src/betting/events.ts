/** Facts that the betting service tells: markets, bets, and every movement of credits. */
import type { Fact } from '../event.ts'
import type { LockCause, MarketKind, TransferReason } from './market.ts'

export type MarketOpened = Fact<
  'MarketOpened',
  {
    readonly marketId: string
    readonly kind: MarketKind
    readonly title: string
    readonly sandboxId?: string
    readonly matchId?: string
    /** Every sandbox whose audience watches this market. */
    readonly sandboxIds: readonly string[]
    readonly outcomes: readonly { readonly id: string; readonly name: string }[]
    readonly feeBps: number
    readonly timeLimitSeconds: number
    readonly startsAt: string
    readonly openedAt: string
  }
>
/** The run began: from now on weight falls, and the time of the lock is known. */
export type MarketStarted = Fact<
  'MarketStarted',
  { readonly marketId: string; readonly startedAt: string; readonly lockAt: string }
>
/** The referee's progress (in a winner market the leader's), which lowers the weight of later bets. */
export type MarketProgressed = Fact<
  'MarketProgressed',
  { readonly marketId: string; readonly progress: number; readonly at: string }
>
/** A contestant's run ended before the market did: no more bets on it. */
export type OutcomeClosed = Fact<'OutcomeClosed', { readonly marketId: string; readonly outcome: string; readonly at: string }>
export type BetPlaced = Fact<
  'BetPlaced',
  {
    readonly marketId: string
    readonly betId: string
    readonly userId: string
    readonly userName: string
    readonly outcome: string
    readonly stake: number
    readonly weightBps: number
    readonly placedAt: string
  }
>
export type MarketLocked = Fact<
  'MarketLocked',
  {
    readonly marketId: string
    readonly cause: LockCause
    readonly text: string
    readonly lockedAt: string
    readonly evidenceAt: string
    /** Final pools, without the excluded bets. */
    readonly pools: readonly { readonly outcome: string; readonly stake: number; readonly shares: string }[]
    /** Bets placed after the evidence time of the cause: refunded in full. */
    readonly excluded: readonly string[]
  }
>
export type MarketSettled = Fact<
  'MarketSettled',
  {
    readonly marketId: string
    readonly winners: readonly string[]
    readonly text: string
    readonly losingPool: number
    readonly fee: number
    /** Final pools, also without the bets that the verdict excludes. */
    readonly pools: readonly { readonly outcome: string; readonly stake: number; readonly shares: string }[]
    /** Further bets that stood after the evidence time of the verdict: refunded in full. */
    readonly excluded: readonly string[]
    readonly settledAt: string
  }
>
export type MarketVoided = Fact<'MarketVoided', { readonly marketId: string; readonly cause: string; readonly voidedAt: string }>

export type MarketFact =
  MarketOpened | MarketStarted | MarketProgressed | OutcomeClosed | BetPlaced | MarketLocked | MarketSettled | MarketVoided

export type AccountOpened = Fact<
  'AccountOpened',
  { readonly accountId: string; readonly name: string; readonly openedAt: string }
>
/** One double-entry movement: `credits` leave `from` and arrive at `to`. The user's side names the stream. */
export type CreditsTransferred = Fact<
  'CreditsTransferred',
  {
    readonly transferId: string
    readonly from: string
    readonly to: string
    readonly credits: number
    readonly reason: TransferReason
    readonly text: string
    readonly betId?: string
    readonly marketId?: string
    readonly sandboxId?: string
    readonly matchId?: string
    readonly at: string
  }
>
/** A bet that brought nothing back is closed without a movement. */
export type BetLost = Fact<'BetLost', { readonly betId: string; readonly marketId: string; readonly at: string }>

export type AccountFact = AccountOpened | CreditsTransferred | BetLost

export type BettingFact = MarketFact | AccountFact
