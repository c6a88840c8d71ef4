/** What is asked of the log itself after a play is asked in earnest: a gap, and a bet that is lost, doubled or changed, are found. */
import { expect, test } from '@jest/globals'
import type { Bet, BettingFact, Stored } from '@agent-arena/contracts'
import { placed, second } from './market-facts.ts'
import { requireAcknowledged, requireGapless, type Extent } from './whole-log.ts'

type Event = Stored<BettingFact>

const eventOf = (fact: BettingFact, stream: string, version: number, position: number): Event =>
  ({ ...fact, stream, version, position }) as Event

const betOf = (id: string, stake: number, version: number): Bet => {
  const { betId: _betId, ...data } = placed(id, 'success', stake, 1).data
  return { id, ...data, version }
}

const stakeOf = (betId: string, credits: number): BettingFact =>
  ({
    type: 'CreditsTransferred',
    data: { betId, from: 'usr_1', to: 'pool:mkt_1', credits, reason: 'stake', at: second(1) },
  }) as never

/** Two bets of one account on one market. */
const events = [
  eventOf(placed('a', 'success', 5, 1), 'market-mkt_1', 2, 11),
  eventOf(stakeOf('a', 5), 'account-usr_1', 3, 12),
  eventOf(placed('b', 'success', 7, 1), 'market-mkt_1', 3, 13),
  eventOf(stakeOf('b', 7), 'account-usr_1', 4, 14),
]
const bets = [betOf('a', 5, 2), betOf('b', 7, 3)]

const before = (): Extent => ({
  position: 10,
  versions: new Map([
    ['market-mkt_1', 1],
    ['account-usr_1', 2],
  ]),
})

const byId = (all: readonly Bet[]) => new Map(all.map((bet) => [bet.id, bet]))

test('events that follow what was there before have no gap, and move it on', () => {
  const extent = before()
  requireGapless(events.slice(0, 2), extent)
  requireGapless(events.slice(2), extent)
  expect([extent.position, ...extent.versions.values()]).toEqual([14, 3, 4])
})

test('an event that is missing, twice, or in another place is a gap', () => {
  const [first, second, third, fourth] = events as [Event, Event, Event, Event]
  const broken = [
    [first, third, fourth],
    [first, second, second],
    [second, first],
    [{ ...first, version: 3 }],
    [{ ...first, stream: 'market-mkt_2' }],
  ]
  for (const some of broken) expect(() => requireGapless(some, before())).toThrow(/after the one before it/)
})

test('bets that stand once as they were answered are sound', () => {
  expect(() => requireAcknowledged(events, byId(bets))).not.toThrow()
})

test.each([
  ['is lost', events.slice(0, 2), bets],
  ['stands and was never answered', events, bets.slice(0, 1)],
  ['stands twice', [...events, ...events.slice(2)], bets],
  ['was answered with another weight', events, [betOf('a', 5, 2), { ...betOf('b', 7, 3), weightBps: 9_999 }]],
  ['was answered with another place', events, [betOf('a', 5, 2), betOf('b', 7, 4)]],
  ['is not paid for', events.slice(0, 3), bets],
  ['is paid for twice', [...events, ...events.slice(3)], bets],
  ['costs another stake', [...events.slice(0, 3), eventOf(stakeOf('b', 8), 'account-usr_1', 4, 14)], bets],
] as const)('a bet that %s is found', (_, some, answered) => {
  expect(() => requireAcknowledged(some, byId(answered))).toThrow()
})
