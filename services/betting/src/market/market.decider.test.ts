/** The rules of a market, as given/when/then. */
import { describe, expect, test } from '@jest/globals'
import { specify } from '@agent-arena/testing/specify'
import * as is from '../testing/market-facts.ts'
import { marketDecider } from './market.decider.ts'

const { second, marketId } = is
const { given, when } = specify(marketDecider)
const empty = [is.pool('success', 0), is.pool('failure', 0)]

describe('opening and starting', () => {
  test('opens a market', () => when(is.open()).then(is.opened()))
  test('decides nothing when it is open already', () =>
    given(is.opened())
      .when(is.open({ title: 'Another' }))
      .then())
  test('locks 80 % of the time limit after the start', () => given(is.opened()).when(is.start).then(is.started))
  test('starts once', () => given(is.opened(), is.started).when(is.start).then())
  test('starts nothing that was never opened', () => when(is.start).then())
})

describe('placing a bet', () => {
  const running = given(is.opened(), is.started)
  test('takes it at full weight before the start', () =>
    given(is.opened())
      .when(is.bet('success', 5, -1))
      .then(is.placed('bet_new', 'success', 5, -1)))
  test('takes it when the run is late, whatever the lock time was thought to be', () =>
    given(is.opened())
      .when(is.bet('success', 5, 1_000))
      .then(is.placed('bet_new', 'success', 5, 1_000)))
  test('takes it at the weight of its moment', () =>
    running.when(is.bet('success', 5, 40)).then(is.placed('bet_new', 'success', 5, 40, 7_500)))
  test('takes it until a moment before the lock time', () =>
    running.when(is.bet('success', 5, 79.999)).then(is.placed('bet_new', 'success', 5, 79.999, 5_000)))
  test('refuses it at the lock time, though no timer has fired', () =>
    running.when(is.bet('success', 5, 80)).rejects('market-locked'))
  test('refuses it on a market that is not there', () => when(is.bet('success', 5, 0)).rejects('not-found'))
  test('refuses an outcome that the market does not have', () => running.when(is.bet('nobody', 5, 0)).rejects('unknown-outcome'))
  test('refuses a contestant whose run is over', () =>
    given(is.opened(is.threeContestants), is.started, is.closed('x'))
      .when(is.bet('x', 5, 60))
      .rejects('outcome-closed'))
  test('takes bets on the others then', () =>
    given(is.opened(is.threeContestants), is.closed('x'))
      .when(is.bet('y', 5, -1))
      .then(is.placed('bet_new', 'y', 5, -1)))
  test.each([
    ['locked', [is.locked({ cause: 'progress', lockedAt: 10, evidenceAt: 10 }, empty)]],
    ['settled', [is.settled({ winners: ['success'], text: 'It succeeded.', pools: empty })]],
    ['cancelled', [{ type: 'MarketVoided', data: { marketId, cause: 'The sandbox was lost.', voidedAt: second(10) } } as const]],
  ])('refuses it when the market is %s', (_, facts) =>
    given(is.opened(), is.started, ...facts)
      .when(is.bet('success', 5, 20))
      .rejects('market-locked'),
  )

  const pooled = given(is.opened(), is.placed('a', 'success', 100, -2), is.placed('b', 'failure', 100, -1))
  test('takes it when the multiplier after its own stake is what was asked for', () =>
    pooled.when(is.bet('success', 100, 0, 1.5)).then(is.placed('bet_new', 'success', 100, 0)))
  test('refuses it when its own stake brings the multiplier below what was asked for', () =>
    pooled.when(is.bet('success', 101, 0, 1.5)).rejects('multiplier-moved'))
})

describe('locking', () => {
  const running = [is.opened(), is.started, is.placed('a', 'success', 10, 5), is.placed('b', 'failure', 7, 20, 8_750)] as const
  const both = [is.pool('success', 10), is.pool('failure', 7, 7 * 8_750)]
  const byTime = (seconds: number) => ({ type: 'LockMarketByTime', data: { marketId }, at: second(seconds) }) as const
  const awaited = {
    type: 'LockMarket',
    data: { marketId, cause: 'ended', text: 'It is done.', evidenceAt: second(30) },
    at: second(31),
  } as const

  test('by time tells the final pools', () =>
    given(...running)
      .when(byTime(80))
      .then(is.locked({ cause: 'time', lockedAt: 80, evidenceAt: 80 }, both)))
  test('by time waits for the time', () =>
    given(...running)
      .when(byTime(79.9))
      .then())
  test('by time waits for the start', () => given(is.opened()).when(byTime(500)).then())
  test('happens once', () =>
    given(...running, is.locked({ cause: 'time', lockedAt: 80, evidenceAt: 80 }, both))
      .when(byTime(81))
      .then())
  test('notes progress that does not lock', () =>
    given(...running)
      .when(is.progress(89.9, 30))
      .then(is.progressed(89.9, 30)))
  test('leaves out progress that does not rise', () =>
    given(...running, is.progressed(50, 30))
      .when(is.progress(50, 31))
      .then())
  test('by progress excludes the bets after the evidence', () =>
    given(...running)
      .when(is.progress(90, 30, 12))
      .then(
        is.progressed(90, 30),
        is.locked({ cause: 'progress', lockedAt: 30, evidenceAt: 12 }, [is.pool('success', 10), is.pool('failure', 0)], ['b']),
      ))
  test('keeps a bet of the very moment of the evidence', () =>
    given(...running)
      .when(is.progress(90, 30, 20))
      .then(is.progressed(90, 30), is.locked({ cause: 'progress', lockedAt: 30, evidenceAt: 20 }, both)))
  test('finds that time came first when the evidence is from after the lock time', () =>
    given(...running)
      .when(is.progress(90, 85, 82))
      .then(is.progressed(90, 85), is.locked({ cause: 'time', lockedAt: 85, evidenceAt: 80 }, both)))
  test('finds no lock time over where the run never began', () =>
    given(is.opened())
      .when(is.progress(90, 85, 82))
      .then(is.progressed(90, 85), is.locked({ cause: 'progress', lockedAt: 85, evidenceAt: 82 }, empty)))
  test('locks with a claim that awaits its verdict', () =>
    given(...running)
      .when(awaited)
      .then(is.locked({ cause: 'ended', text: 'It is done.', lockedAt: 31, evidenceAt: 30 }, both)))
  test('closes an outcome once', () => {
    given(is.opened(is.threeContestants)).when(is.close('x')).then(is.closed('x'))
    given(is.opened(is.threeContestants), is.closed('x')).when(is.close('x')).then()
    given(is.opened(is.threeContestants)).when(is.close('unknown')).then()
  })
})

describe('settling and voiding', () => {
  const bets = [
    is.opened({ feeBps: 1000 }),
    is.started,
    is.placed('a', 'success', 10, 5),
    is.placed('b', 'failure', 20, 20),
  ] as const
  const both = [is.pool('success', 10), is.pool('failure', 20)]
  const lockedAt80 = is.locked({ cause: 'time', lockedAt: 80, evidenceAt: 80 }, both)
  const verdict = { winners: ['success'], text: 'It succeeded.', losingPool: 20, fee: 2, pools: both, evidenceAt: second(90) }
  const voided = { type: 'MarketVoided', data: { marketId, cause: 'The sandbox was lost.', voidedAt: second(90) } } as const
  const cancel = { type: 'VoidMarket', data: { marketId, cause: 'The sandbox was lost.' }, at: second(90) } as const

  test('tells the losing side and the fee', () =>
    given(...bets, lockedAt80)
      .when(is.settleAs(['success'], 90))
      .then(is.settled(verdict)))
  test('locks an open market first', () =>
    given(...bets)
      .when(is.settleAs(['success'], 90, 60))
      .then(
        is.locked({ cause: 'ended', lockedAt: 90, evidenceAt: 60 }, both),
        is.settled({ ...verdict, evidenceAt: second(60) }),
      ))
  test('excludes further bets that its evidence precedes', () =>
    given(...bets, lockedAt80)
      .when(is.settleAs(['success'], 90, 19))
      .then(
        is.settled({
          winners: ['success'],
          text: 'It succeeded.',
          pools: [is.pool('success', 10), is.pool('failure', 0)],
          evidenceAt: second(19),
          excluded: ['b'],
        }),
      ))
  test('names no bet twice that the lock has excluded', () =>
    given(
      ...bets,
      is.locked({ cause: 'ended', lockedAt: 30, evidenceAt: 12 }, [is.pool('success', 10), is.pool('failure', 0)], ['b']),
    )
      .when(is.settleAs(['failure'], 90, 12))
      .then(
        is.settled({
          winners: ['failure'],
          text: 'It failed.',
          pools: [is.pool('success', 10), is.pool('failure', 0)],
          evidenceAt: second(12),
        }),
      ))
  test('cancels an open market with a lock that leaves the cause to the void', () =>
    given(...bets)
      .when(cancel)
      .then(is.locked({ cause: 'voided', text: 'Betting closed.', lockedAt: 90, evidenceAt: 90 }, both), voided))
  test('cancels a locked market', () =>
    given(...bets, lockedAt80)
      .when(cancel)
      .then(voided))

  test.each([
    ['settled', is.settled(verdict)],
    ['cancelled', voided],
  ])('decides nothing once it is %s', (_, end) => {
    for (const command of [is.settleAs(['failure'], 95), cancel, is.progress(99, 95), is.close('success'), is.start])
      given(...bets, lockedAt80, end)
        .when(command)
        .then()
  })

  test('says who won, who tied, and that nobody did', () => {
    const texts = [['x'], ['x', 'y'], ['nobody']].map((winners) => {
      const state = [is.opened(is.threeContestants), is.started].reduce(marketDecider.evolve, marketDecider.initialState)
      return marketDecider.decide(is.settleAs(winners, 90), state).at(-1)?.data
    })
    expect(texts).toMatchObject([
      { text: 'Greedy won.' },
      { text: 'Greedy and Planner tied.' },
      { text: 'No contestant succeeded.' },
    ])
  })
})
