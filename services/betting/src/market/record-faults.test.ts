/** A record that breaks the published rules is named, though its sums are right. */
import { recordFaults, type MarketFact } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import * as is from '../testing/market-facts.ts'
import { betAs, corrected, forged, played, recordOf, withMore } from '../testing/played-record.ts'

const faultsOf = (record: readonly MarketFact[]) => recordFaults(record)

const match = recordOf(
  [is.opened(is.threeContestants), is.started],
  [betAs('a', 'x', 10, 5), is.close('y'), betAs('b', 'nobody', 20, 55), is.settleAs(['x'], 60)],
)

test('what the service decided keeps the rules, also when it was corrected, voided, or is not over', () => {
  const voided = recordOf(
    [is.opened(), is.started],
    [{ type: 'VoidMarket', data: { marketId: is.marketId, cause: 'Lost.' }, at: is.second(9) }],
  )
  for (const record of [played, corrected, match, voided, played.slice(0, 4), []]) expect(faultsOf(record)).toEqual([])
})

const lateBet = {
  ...is.placed('late', 'failure', 643, 70, 5_000),
  data: { ...is.placed('late', 'failure', 643, 70).data, userName: 'Eve' },
}
const settledAgain = played.filter(({ type }) => type === 'MarketSettled')
const voided: MarketFact = { type: 'MarketVoided', data: { marketId: is.marketId, cause: 'No.', voidedAt: is.second(99) } }

test.each<readonly [string, readonly MarketFact[], string]>([
  ['a bet behind the lock', withMore(played, [lateBet], 'MarketSettled'), 'Event 8: BetPlaced of a market that is locked.'],
  ['a second settlement', withMore(played, settledAgain), 'Event 9: MarketSettled of a market that is settled.'],
  [
    'a settlement that is voided without being taken back',
    withMore(played, [voided]),
    'Event 9: MarketVoided of a market that is settled.',
  ],
  [
    'a settlement of a void market',
    withMore(played, [voided], 'MarketSettled'),
    'Event 9: MarketSettled of a market that is voided.',
  ],
  ['no lock at all', played.filter(({ type }) => type !== 'MarketLocked'), 'Event 7: MarketSettled of a market that is open.'],
  ['a second start', withMore(played, [is.started], 'BetPlaced'), 'The market started twice.'],
  [
    'another place',
    played.map((fact, index) => ({ ...fact, version: index < 3 ? index + 1 : index + 2 })),
    'Event 5 stands at place 4.',
  ],
])('the order of events: %s', (_, record, fault) => expect(faultsOf(record)).toContain(fault))

test.each<readonly [string, readonly MarketFact[], string]>([
  [
    'a weight',
    forged(played, 'BetPlaced', { weightBps: 9_000 }),
    'The bet a of Ada: weight 9687 by the rules, 9000 in the record.',
  ],
  [
    'a time after the lock time',
    forged(played, 'MarketStarted', { lockAt: is.second(8) }),
    `The bet b of Ada: placed at ${is.second(10)}, when time had locked the market.`,
  ],
  [
    'a lock time',
    forged(played, 'MarketStarted', { lockAt: is.second(800) }),
    `Lock time: ${is.second(80)} by the time limit, ${is.second(800)} in the record.`,
  ],
  ['an owner', forged(played, 'BetPlaced', { userId: 'usr_owner' }), 'The bet a of Ada: placed by one who asked for the run.'],
  [
    'an outcome that is not there',
    forged(played, 'BetPlaced', { outcome: 'ghost' }),
    'The bet a of Ada: there is no outcome ghost.',
  ],
  [
    'an outcome whose run is over',
    forged(match, 'BetPlaced', { outcome: 'y' }, 1),
    'The bet b of Ada: placed when the run of y was over.',
  ],
  [
    'a bet that stands twice',
    withMore(played, played.filter(({ type }) => type === 'BetPlaced').slice(0, 1), 'MarketLocked'),
    'The bet a of Ada: placed twice.',
  ],
  ['a stake below 1', forged(played, 'BetPlaced', { stake: -50 }), 'The bet a of Ada: a stake of -50.'],
  [
    'a progress that locks',
    forged(played, 'MarketProgressed', { progress: 95 }),
    'The bet b of Ada: placed at a progress of 95%, which had locked the market.',
  ],
  ['a progress that falls', forged(played, 'MarketProgressed', { progress: 0 }), 'The progress fell from 0 to 0.'],
  ['an outcome closed twice', withMore(match, [is.closed('y')], 'MarketLocked'), 'The outcome y was closed, and was not open.'],
])('a bet: %s', (_, record, fault) => expect(faultsOf(record)).toContain(fault))

const bet = `The bet b of Ada: placed at ${is.second(10)}`

test.each<readonly [string, readonly MarketFact[], string]>([
  [
    'leaves out a bet that counts',
    forged(played, 'MarketLocked', { excluded: ['b', 'c'] }),
    `${bet}, so it counts (evidence of ${is.second(39)}), but it is left out.`,
  ],
  [
    'counts a bet that is too late',
    forged(played, 'MarketLocked', { evidenceAt: is.second(9) }),
    `${bet}, so it is too late (evidence of ${is.second(9)}), but it is counted.`,
  ],
  [
    'is by time at another time',
    forged(played, 'MarketLocked', { cause: 'time' }),
    `Locked by time at ${is.second(39)}, and not at ${is.second(80)}.`,
  ],
  [
    'comes when time had locked',
    forged(played, 'MarketLocked', { evidenceAt: is.second(85) }),
    `Time had locked the market at ${is.second(80)}, and ended of ${is.second(85)} is told.`,
  ],
  [
    'tells other pools',
    forged(played, 'MarketLocked', { pools: [is.pool('success', 11)] }),
    'Pool on success: 10 by the bets, 11 in the record.',
  ],
  [
    'tells the pool of an outcome that nobody can bet on',
    forged(played, 'MarketLocked', { pools: [is.pool('ghost', 5000)] }),
    'Pool on ghost: there is no such outcome.',
  ],
])('a lock that %s', (_, record, fault) => expect(faultsOf(record)).toContain(fault))

test.each<readonly [string, readonly MarketFact[], string]>([
  [
    'tells other pools',
    forged(played, 'MarketSettled', { pools: [] }),
    'Pool on failure: 20 by the bets, nothing in the record.',
  ],
  [
    'tells another losing pool',
    forged(played, 'MarketSettled', { losingPool: 5 }),
    'Losing pool: 20 by the bets, 5 in the record.',
  ],
  ['tells another fee', forged(played, 'MarketSettled', { fee: 999 }), 'Fee: 2 by the bets, 999 in the record.'],
  ['names an unknown winner', forged(played, 'MarketSettled', { winners: ['ghost'] }), 'The winners cannot be ghost.'],
  ['names none', forged(played, 'MarketSettled', { winners: [] }), 'The winners cannot be nobody at all.'],
  [
    'has both sides win',
    forged(played, 'MarketSettled', { winners: ['success', 'failure'] }),
    'The winners cannot be success, failure.',
  ],
  [
    'has a contestant tie with nobody',
    forged(match, 'MarketSettled', { winners: ['x', 'nobody'] }),
    'The winners cannot be x, nobody.',
  ],
  [
    'tells no evidence',
    forged(played, 'MarketSettled', { evidenceAt: undefined }),
    'The settlement tells no time of its evidence.',
  ],
  [
    'leaves out more bets when it is corrected',
    forged(corrected, 'MarketSettled', { excluded: ['b'] }, 1),
    'A settlement without evidence of its own leaves bets out.',
  ],
  [
    'is taken back as another one',
    forged(corrected, 'MarketReversed', { winners: ['failure'] }),
    'Taken back is failure, and success had won.',
  ],
  ['is taken back for the second time first', forged(corrected, 'MarketReversed', { round: 2 }), 'The reversal 2 comes after 0.'],
])('a settlement that %s', (_, record, fault) => expect(faultsOf(record)).toContain(fault))
