/** What betting does by time: a market locks when its lock time comes, and is void when no verdict does. */
import { serviceContext, timeLimitOf, type BettingFact, type Stored } from '@agent-arena/contracts'
import type { TimerChange, Timers } from '@agent-arena/service-kit'
import type { MarketWriter } from './market/market.writer.ts'
import { verdictDueAfterLock, verdictDueAfterRun } from './market/verdict-time.ts'

const LOCK = 'lock-market'
const VOID = 'void-unjudged-market'

const changesOf = (event: Stored<BettingFact>): readonly TimerChange[] => {
  switch (event.type) {
    case 'MarketOpened': {
      const { marketId: key, startsAt, timeLimitSeconds } = event.data
      return [{ set: VOID, key, dueAt: verdictDueAfterRun(startsAt, timeLimitSeconds) }]
    }
    case 'MarketStarted': {
      const { marketId: key, startedAt, lockAt } = event.data
      return [
        { set: LOCK, key, dueAt: lockAt },
        { set: VOID, key, dueAt: verdictDueAfterRun(startedAt, timeLimitOf({ startedAt, lockAt })) },
      ]
    }
    case 'MarketLocked': {
      const { marketId: key, cause, lockedAt } = event.data
      const waits = cause === 'ended' ? [{ set: VOID, key, dueAt: verdictDueAfterLock(cause, lockedAt, lockedAt) }] : []
      return [{ clear: LOCK, key }, ...waits]
    }
    case 'MarketSettled':
    case 'MarketVoided':
      return [{ clear: VOID, key: event.data.marketId }]
    default:
      return []
  }
}

export const bettingTimers = (markets: Pick<MarketWriter, 'step'>): Timers => ({
  on: changesOf,
  fire: {
    [LOCK]: (marketId) => markets.step({ type: 'LockMarketByTime', data: { marketId } }, serviceContext('betting')),
    [VOID]: (marketId) => markets.step({ type: 'VoidUnjudged', data: { marketId } }, serviceContext('betting')),
  },
})
