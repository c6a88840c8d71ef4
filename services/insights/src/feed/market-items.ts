/** What betting's facts show in the feed; odds at most once a second and at the lock, by the events' own times. */
import {
  multiplierOf,
  payoutPerCredit,
  weightAt,
  type CreditsGiven,
  type CreditsReturned,
  type FeedKind,
} from '@agent-arena/contracts'
import type { NewItem } from './new-item.ts'
import { evolveMarket, feedsOfBet, fundedBy, type BettingEvent, type WatchedMarket } from './watched-market.ts'

const ODDS_PAUSE_MS = 1000

const onAllFeeds = (
  { marketId, kind: marketKind, sandboxIds }: WatchedMarket,
  kind: FeedKind,
  data: NewItem['data'],
): NewItem[] => sandboxIds.map((sandboxId) => ({ sandboxId, kind, data: { marketId, marketKind, ...data } }))

/** At the lock nobody can place one more credit: its odds are what each outcome will pay, marked as final. */
const oddsItems = (market: WatchedMarket, event: BettingEvent): NewItem[] => {
  const final = event.type === 'MarketLocked'
  // Every stake comes back: there are no odds to tell.
  if (final && event.data.cause === 'voided') return []
  const weightBps = weightAt(market, event.at)
  const outcomes = market.outcomes.map(({ id, name, stake }) => ({
    id,
    name,
    stake,
    multiplier: final ? payoutPerCredit(market, id) : multiplierOf(market, id, weightBps),
  }))
  const pool = outcomes.reduce((sum, { stake }) => sum + stake, 0)
  return onAllFeeds(market, 'odds', { outcomes, pool, ...(final && { final }) })
}

/** Who bets on what it has funded is seen with its gifts. */
const betItems = (market: WatchedMarket, { data }: Extract<BettingEvent, { type: 'BetPlaced' }>): NewItem[] => {
  const { betId, marketId, userId, userName, outcome, stake, weightBps } = data
  const outcomeName = market.outcomes.find(({ id }) => id === outcome)?.name ?? outcome
  const funded = fundedBy(market, userId)
  const bet = { betId, marketId, marketKind: market.kind, userName, outcome, outcomeName, stake, weightBps }
  const shown = { ...bet, ...(funded.length > 0 && { funded }) }
  return feedsOfBet(market, outcome).map((sandboxId) => ({ sandboxId, kind: 'bet', data: shown }))
}

/** The giver's stakes are told with the gift: who funds what it has bet on is seen with its position. */
const giftItem = ({ sandboxId, giftId, userName, credits, tokens, position }: CreditsGiven['data']): NewItem => ({
  sandboxId,
  kind: 'credits',
  data: { giftId, userName, amount: credits, tokens, ...(position.length > 0 && { position }) },
})

/** A gift that came too late is taken from what the feed told of it. */
const returnedItem = ({ sandboxId, giftId, userName, credits }: CreditsReturned['data']): NewItem => ({
  sandboxId,
  kind: 'credits',
  data: { giftId, userName, amount: credits, returned: true },
})

/** A gift concerns several markets and is told once. */
export const giftItems = (event: BettingEvent): readonly NewItem[] => {
  if (event.type === 'CreditsGiven') return [giftItem(event.data)]
  return event.type === 'CreditsReturned' ? [returnedItem(event.data)] : []
}

const ownItems = (market: WatchedMarket, event: BettingEvent): NewItem[] => {
  switch (event.type) {
    case 'BetPlaced':
      return betItems(market, event)
    case 'MarketLocked':
      return onAllFeeds(market, 'lock', { cause: event.data.cause, text: event.data.text })
    case 'MarketSettled': {
      const { winners, text, fee } = event.data
      return onAllFeeds(market, 'settlement', { status: 'settled', winners, text, fee })
    }
    case 'MarketReversed': {
      const { winners, reason } = event.data
      const text = `The settlement was taken back: ${reason}`
      return onAllFeeds(market, 'settlement', { status: 'reversed', winners, text, fee: 0 })
    }
    case 'MarketVoided':
      return onAllFeeds(market, 'settlement', { status: 'voided', winners: [], text: event.data.cause, fee: 0 })
    default:
      return []
  }
}

const tellsOdds = ({ oddsDue, oddsAt }: WatchedMarket, { type, at }: BettingEvent): boolean =>
  oddsDue && (type === 'MarketLocked' || oddsAt === null || Date.parse(at) - Date.parse(oddsAt) >= ODDS_PAUSE_MS)

export interface Followed {
  readonly market: WatchedMarket | null
  readonly items: readonly NewItem[]
}

/** The market after the event, and what the feeds show of it. Odds that fall into the pause are told with a later event of the market. */
export const followMarket = (before: WatchedMarket | null, event: BettingEvent): Followed => {
  const market = evolveMarket(before, event)
  if (!market) return { market, items: [] }
  const items = ownItems(market, event)
  if (!tellsOdds(market, event)) return { market, items }
  return { market: { ...market, oddsAt: event.at, oddsDue: false }, items: [...items, ...oddsItems(market, event)] }
}
