/** The timers of a market: what its facts set and clear. */
import { expect, test } from '@jest/globals'
import type { BettingFact, LockCause, Stored } from '@agent-arena/contracts'
import { bettingTimers } from './betting.timers.ts'
import * as is from './testing/market-facts.ts'

const { marketId: key, second } = is
const DAY = 86_400

const { on } = bettingTimers({ step: () => Promise.resolve() })
const after = (fact: BettingFact) => on(fact as Stored<BettingFact>)
const locked = (cause: LockCause) => is.locked({ cause, lockedAt: 30, evidenceAt: 29 }, [])

test('a market that opens is given up 24 hours after its run should have been over', () =>
  expect(after(is.opened())).toEqual([{ set: 'void-unjudged-market', key, dueAt: second(100 + DAY) }]))

test('a market that starts locks at its lock time, and is given up 24 hours after its time limit', () =>
  expect(after(is.started)).toEqual([
    { set: 'lock-market', key, dueAt: second(80) },
    { set: 'void-unjudged-market', key, dueAt: second(100 + DAY) },
  ]))

test('a market that locks because its run is over is given up 24 hours later', () =>
  expect(after(locked('ended'))).toEqual([
    { clear: 'lock-market', key },
    { set: 'void-unjudged-market', key, dueAt: second(30 + DAY) },
  ]))

test.each(['time', 'progress'] as const)('a market that locks by %s waits as long as before', (cause) =>
  expect(after(locked(cause))).toEqual([{ clear: 'lock-market', key }]),
)

test('a market that is settled or void is not given up any more', () => {
  for (const end of [
    is.settled({ winners: ['success'], text: 'It succeeded.', pools: [] }),
    { type: 'MarketVoided', data: { marketId: key, cause: 'The sandbox was lost.', voidedAt: second(90) } } as const,
  ])
    expect(after(end)).toEqual([{ clear: 'void-unjudged-market', key }])
})
