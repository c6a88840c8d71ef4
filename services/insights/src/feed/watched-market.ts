/** A market as the feed follows it: where its items go, its pools, and when its odds were last told. */
import { NOBODY, type BettingFact, type MarketKind, type Stored } from '@agent-arena/contracts'

export interface WatchedOutcome {
  readonly id: string
  readonly name: string
  readonly stake: number
  /** Σ stake × weightBps, as decimal text. */
  readonly shares: string
}

/** What an account gave to an agent of the market, less what went back. */
export interface WatchedGift {
  readonly userId: string
  readonly sandboxId: string
  readonly credits: number
}

export interface WatchedMarket {
  readonly marketId: string
  readonly kind: MarketKind
  readonly sandboxIds: readonly string[]
  readonly feeBps: number
  readonly outcomes: readonly WatchedOutcome[]
  /** Missing in markets that were last changed before gifts were watched. */
  readonly gifts?: readonly WatchedGift[]
  readonly startedAt: string | null
  readonly lockAt: string | null
  readonly progress: number
  /** Time of the event at which the feed last told the odds. */
  readonly oddsAt: string | null
  /** Whether they have changed since. */
  readonly oddsDue: boolean
}

export type BettingEvent = Stored<BettingFact>

const opened = ({ data }: Extract<BettingEvent, { type: 'MarketOpened' }>): WatchedMarket => ({
  marketId: data.marketId,
  kind: data.kind,
  sandboxIds: data.sandboxIds,
  feeBps: data.feeBps,
  outcomes: data.outcomes.map(({ id, name }) => ({ id, name, stake: 0, shares: '0' })),
  startedAt: null,
  lockAt: null,
  progress: 0,
  oddsAt: null,
  oddsDue: false,
})

const withBet = (market: WatchedMarket, { data }: Extract<BettingEvent, { type: 'BetPlaced' }>): WatchedMarket => ({
  ...market,
  oddsDue: true,
  outcomes: market.outcomes.map((outcome) =>
    outcome.id === data.outcome
      ? {
          ...outcome,
          stake: outcome.stake + data.stake,
          shares: String(BigInt(outcome.shares) + BigInt(data.stake) * BigInt(data.weightBps)),
        }
      : outcome,
  ),
})

/** The lock tells the final pools, without the bets that came too late. */
const locked = (market: WatchedMarket, { data }: Extract<BettingEvent, { type: 'MarketLocked' }>): WatchedMarket => ({
  ...market,
  oddsDue: true,
  outcomes: market.outcomes.map((outcome) => {
    const pool = data.pools.find(({ outcome: id }) => id === outcome.id)
    return { ...outcome, stake: pool?.stake ?? 0, shares: pool?.shares ?? '0' }
  }),
})

const withGift = (market: WatchedMarket, { userId, sandboxId, credits }: WatchedGift): WatchedMarket => {
  const isSame = (gift: WatchedGift) => gift.userId === userId && gift.sandboxId === sandboxId
  const { gifts = [] } = market
  const before = gifts.find(isSame)?.credits ?? 0
  return { ...market, gifts: [...gifts.filter((gift) => !isSame(gift)), { userId, sandboxId, credits: before + credits }] }
}

const isBacked = ({ outcomes }: WatchedMarket) => outcomes.some(({ stake }) => stake > 0)

/** Null for a market whose opening is not known, which no event can then change. */
export const evolveMarket = (market: WatchedMarket | null, event: BettingEvent): WatchedMarket | null => {
  if (event.type === 'MarketOpened') return opened(event)
  if (!market) return null
  switch (event.type) {
    case 'MarketStarted':
      return { ...market, startedAt: event.data.startedAt, lockAt: event.data.lockAt }
    case 'MarketProgressed':
      return { ...market, progress: event.data.progress, oddsDue: market.oddsDue || isBacked(market) }
    case 'BetPlaced':
      return withBet(market, event)
    case 'MarketLocked':
      return locked(market, event)
    case 'CreditsGiven':
      return withGift(market, event.data)
    case 'CreditsReturned':
      return withGift(market, { ...event.data, credits: -event.data.credits })
    default:
      return market
  }
}

export interface FundedAgent {
  readonly sandboxId: string
  /** In the market of a match, where agents are outcomes. */
  readonly agentName?: string
  readonly credits: number
}

/** What an account has given to agents of the market and they have kept. */
export const fundedBy = ({ gifts = [], outcomes }: WatchedMarket, userId: string): readonly FundedAgent[] =>
  gifts
    .filter((gift) => gift.userId === userId && gift.credits > 0)
    .map(({ sandboxId, credits }) => {
      const agentName = outcomes.find(({ id }) => id === sandboxId)?.name
      return { sandboxId, ...(agentName !== undefined && { agentName }), credits }
    })

/** On whose feeds a bet is shown: the sandbox that was bet on; everyone's when it is on nobody. */
export const feedsOfBet = ({ kind, sandboxIds }: WatchedMarket, outcome: string): readonly string[] =>
  kind === 'winner' && outcome !== NOBODY ? [outcome] : sandboxIds
