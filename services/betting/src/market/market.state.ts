/** What the rules of a market need to know of its past. */
import {
  lockTimeOf,
  timeLimitOf,
  type BetPlaced,
  type MarketFact,
  type MarketKind,
  type MarketLocked,
  type MarketOpened,
  type MarketReversed,
  type MarketStarted,
  type MarketStatus,
  type Reversal,
} from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'
import type { BetChain } from './bet-chain.ts'
import { verdictDueAfterLock, verdictDueAfterRun } from './verdict-time.ts'

export interface OutcomeState {
  readonly id: string
  readonly name: string
  /** Whether it still takes bets while the market is open. */
  readonly open: boolean
  readonly stake: number
  /** Σ stake × weightBps; it may pass 2^53. */
  readonly shares: bigint
}

export interface OpenedMarket {
  readonly status: MarketStatus
  readonly marketId: string
  readonly kind: MarketKind
  readonly title: string
  readonly sandboxId?: string
  readonly matchId?: string
  readonly outcomes: readonly OutcomeState[]
  readonly feeBps: number
  readonly startedAt: string | null
  /** Before the start: when it would be if the run began on time. */
  readonly lockAt: string
  /** The referee's, in a winner market the leader's; it never falls. */
  readonly progress: number
  readonly bets: BetChain
  readonly excluded: ReadonlySet<string>
  readonly winners: readonly string[]
  readonly voidCause: string | null
  /** Ids of those who asked for its runs. */
  readonly owners: readonly string[]
  /** Without a verdict by then it is void. */
  readonly verdictDueAt: string
  /** Of the latest settlement, with the sentence that told of it. */
  readonly settled: { readonly at: string; readonly text: string } | null
  /** Settlements that were taken back, oldest first; how many there are is the round that counts now. */
  readonly reversals: readonly Reversal[]
}

export type MarketState = { readonly status: 'unopened' } | OpenedMarket

export const marketStream = (marketId: string) => `market-${marketId}`

const opened = ({ startsAt, timeLimitSeconds, outcomes, ...data }: MarketOpened['data']): OpenedMarket => ({
  status: 'open',
  marketId: data.marketId,
  kind: data.kind,
  title: data.title,
  ...(data.sandboxId !== undefined && { sandboxId: data.sandboxId }),
  ...(data.matchId !== undefined && { matchId: data.matchId }),
  outcomes: outcomes.map(({ id, name }) => ({ id, name, open: true, stake: 0, shares: 0n })),
  feeBps: data.feeBps,
  startedAt: null,
  lockAt: lockTimeOf(startsAt, timeLimitSeconds),
  progress: 0,
  bets: null,
  excluded: new Set(),
  winners: [],
  voidCause: null,
  owners: data.owners,
  verdictDueAt: verdictDueAfterRun(startsAt, timeLimitSeconds),
  settled: null,
  reversals: [],
})

const withOutcome = (market: OpenedMarket, id: string, change: (outcome: OutcomeState) => OutcomeState) =>
  market.outcomes.map((outcome) => (outcome.id === id ? change(outcome) : outcome))

const withBet = (market: OpenedMarket, { marketId: _marketId, ...bet }: BetPlaced['data']): OpenedMarket => ({
  ...market,
  bets: { bet, earlier: market.bets },
  outcomes: withOutcome(market, bet.outcome, (outcome) => ({
    ...outcome,
    stake: outcome.stake + bet.stake,
    shares: outcome.shares + BigInt(bet.stake) * BigInt(bet.weightBps),
  })),
})

const withPools = (market: OpenedMarket, pools: MarketLocked['data']['pools'], excluded: readonly string[]) => {
  const finals = new Map(pools.map(({ outcome, stake, shares }) => [outcome, { stake, shares: BigInt(shares) }]))
  return {
    outcomes: market.outcomes.map((outcome) => ({ ...outcome, ...finals.get(outcome.id) })),
    excluded: new Set([...market.excluded, ...excluded]),
  }
}

const withStart = (market: OpenedMarket, { startedAt, lockAt }: MarketStarted['data']): OpenedMarket => ({
  ...market,
  startedAt,
  lockAt,
  verdictDueAt: verdictDueAfterRun(startedAt, timeLimitOf({ startedAt, lockAt })),
})

/** The bets that came too late stay left out: the correction is about who won. */
const withoutSettlement = (
  market: OpenedMarket,
  { round, winners, reason, reversedAt }: MarketReversed['data'],
): OpenedMarket => {
  const { at: settledAt, text } = market.settled ?? { at: reversedAt, text: '' }
  const reversal = { round, winners: [...winners], text, settledAt, reason, reversedAt }
  return { ...market, status: 'locked', winners: [], settled: null, reversals: [...market.reversals, reversal] }
}

export const evolveOpened = (market: OpenedMarket, fact: MarketFact): OpenedMarket => {
  switch (fact.type) {
    case 'MarketOpened':
      return market
    case 'MarketStarted':
      return withStart(market, fact.data)
    case 'MarketProgressed':
      return { ...market, progress: fact.data.progress }
    case 'OutcomeClosed':
      return { ...market, outcomes: withOutcome(market, fact.data.outcome, (outcome) => ({ ...outcome, open: false })) }
    case 'BetPlaced':
      return withBet(market, fact.data)
    case 'MarketLocked':
      return {
        ...market,
        ...withPools(market, fact.data.pools, fact.data.excluded),
        status: 'locked',
        verdictDueAt: verdictDueAfterLock(fact.data.cause, fact.data.lockedAt, market.verdictDueAt),
      }
    case 'MarketSettled':
      return {
        ...market,
        ...withPools(market, fact.data.pools, fact.data.excluded),
        status: 'settled',
        winners: fact.data.winners,
        settled: { at: fact.data.settledAt, text: fact.data.text },
      }
    case 'MarketReversed':
      return withoutSettlement(market, fact.data)
    case 'MarketVoided':
      return { ...market, status: 'voided', voidCause: fact.data.cause }
  }
}

export const marketFold: Fold<MarketFact, MarketState> = {
  initialState: { status: 'unopened' },
  evolve: (market, fact) => {
    if (market.status !== 'unopened') return evolveOpened(market, fact)
    return fact.type === 'MarketOpened' ? opened(fact.data) : market
  },
}
