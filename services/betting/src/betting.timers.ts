/** What betting does by time: a market locks when its lock time comes. */
import { serviceContext, type BettingFact, type Stored } from '@agent-arena/contracts'
import type { TimerChange, Timers } from '@agent-arena/service-kit'
import type { MarketWriter } from './market/market.writer.ts'

const LOCK = 'lock-market'

export const bettingTimers = (markets: MarketWriter): Timers => ({
  on(event: Stored<BettingFact>): readonly TimerChange[] {
    if (event.type === 'MarketStarted') return [{ set: LOCK, key: event.data.marketId, dueAt: event.data.lockAt }]
    return event.type === 'MarketLocked' ? [{ clear: LOCK, key: event.data.marketId }] : []
  },
  fire: {
    [LOCK]: (marketId) => markets.step({ type: 'LockMarketByTime', data: { marketId } }, serviceContext('betting')),
  },
})
