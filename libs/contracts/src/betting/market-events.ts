/** Facts of a market: it opens, runs, takes bets, is locked, and is settled or voided. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { BetId, MarketId, MatchId, SandboxId } from '../ids.ts'
import { Credits, listOf, Progress, Stake, Time } from '../values.ts'
import { LockCause, MarketKind } from './market.ts'

const ofMarket = { service: 'betting', streamKind: 'market', version: 1 } as const

type FirstOpening = Readonly<Record<string, unknown>>

export const MarketOpened = eventContract({
  ...ofMarket,
  type: 'MarketOpened',
  version: 2,
  upcasts: [(data: FirstOpening) => ({ ...data, owners: [] })],
  summary: 'A market opened: from now on it takes bets.',
  schema: z.object({
    marketId: MarketId,
    kind: MarketKind,
    title: z.string(),
    sandboxId: SandboxId.exactOptional(),
    matchId: MatchId.exactOptional(),
    /** Every sandbox whose audience watches this market. */
    sandboxIds: listOf(SandboxId),
    outcomes: listOf(z.object({ id: z.string(), name: z.string() })),
    feeBps: z.int(),
    timeLimitSeconds: z.number(),
    startsAt: Time,
    /** Ids of those who asked for its runs: they may not bet on it. */
    owners: listOf(z.string()),
    openedAt: Time,
  }),
})
export type MarketOpened = FactOf<typeof MarketOpened>

export const MarketStarted = eventContract({
  ...ofMarket,
  type: 'MarketStarted',
  summary: 'The run began: from now on weight falls, and the time of the lock is known.',
  schema: z.object({ marketId: MarketId, startedAt: Time, lockAt: Time }),
})
export type MarketStarted = FactOf<typeof MarketStarted>

export const MarketProgressed = eventContract({
  ...ofMarket,
  type: 'MarketProgressed',
  summary: 'The referee’s progress (in a winner market the leader’s) rose, which lowers the weight of later bets.',
  schema: z.object({ marketId: MarketId, progress: Progress, at: Time }),
})
export type MarketProgressed = FactOf<typeof MarketProgressed>

export const OutcomeClosed = eventContract({
  ...ofMarket,
  type: 'OutcomeClosed',
  summary: 'A contestant’s run ended before the market did: no more bets on it.',
  schema: z.object({ marketId: MarketId, outcome: z.string(), at: Time }),
})
export type OutcomeClosed = FactOf<typeof OutcomeClosed>

export const BetPlaced = eventContract({
  ...ofMarket,
  type: 'BetPlaced',
  summary: 'A user staked credits on an outcome, at the weight of that moment.',
  schema: z.object({
    marketId: MarketId,
    betId: BetId,
    userId: z.string(),
    userName: z.string(),
    outcome: z.string(),
    stake: Stake,
    weightBps: z.int(),
    placedAt: Time,
  }),
})
export type BetPlaced = FactOf<typeof BetPlaced>

const Pools = listOf(z.object({ outcome: z.string(), stake: Credits, shares: z.string() }))

export const MarketLocked = eventContract({
  ...ofMarket,
  type: 'MarketLocked',
  summary: 'The market takes no more bets; its pools stand.',
  schema: z.object({
    marketId: MarketId,
    cause: LockCause,
    text: z.string(),
    lockedAt: Time,
    evidenceAt: Time,
    /** Final pools, without the excluded bets. */
    pools: Pools,
    /** Bets placed after the evidence time of the cause: refunded in full. */
    excluded: listOf(BetId),
  }),
})
export type MarketLocked = FactOf<typeof MarketLocked>

export const MarketSettled = eventContract({
  ...ofMarket,
  type: 'MarketSettled',
  summary: 'The market knows its winners; the payouts follow as transfers.',
  schema: z.object({
    marketId: MarketId,
    winners: listOf(z.string()),
    text: z.string(),
    losingPool: Credits,
    fee: Credits,
    /** Final pools, also without the bets that the verdict excludes. */
    pools: Pools,
    /** By when the verdict could be known; a correction by an operator names none, and excludes no further bets. */
    evidenceAt: Time.exactOptional(),
    /** Further bets that stood after the evidence time of the verdict: refunded in full. */
    excluded: listOf(BetId),
    settledAt: Time,
  }),
})
export type MarketSettled = FactOf<typeof MarketSettled>

export const MarketVoided = eventContract({
  ...ofMarket,
  type: 'MarketVoided',
  summary: 'The market is void: every stake goes back.',
  schema: z.object({ marketId: MarketId, cause: z.string(), voidedAt: Time }),
})
export type MarketVoided = FactOf<typeof MarketVoided>

export const MarketReversed = eventContract({
  ...ofMarket,
  type: 'MarketReversed',
  summary: 'An operator took the settlement of a market back; the corrected one, or that it is void, follows in the same append.',
  schema: z.object({
    marketId: MarketId,
    /** Which reversal of the market it is, from 1. */
    round: z.int().min(1),
    /** The winners that it had. */
    winners: listOf(z.string()),
    /** The operator's words. */
    reason: z.string(),
    reversedAt: Time,
  }),
})
export type MarketReversed = FactOf<typeof MarketReversed>

export type MarketFact =
  | MarketOpened
  | MarketStarted
  | MarketProgressed
  | OutcomeClosed
  | BetPlaced
  | MarketLocked
  | MarketSettled
  | MarketReversed
  | MarketVoided
