/** Corrections, and markets that nobody judges, as given/when/then. */
import { describe, test } from '@jest/globals'
import type { MarketReversed, MarketVoided } from '@agent-arena/contracts'
import { specify } from '@agent-arena/testing/specify'
import * as is from '../testing/market-facts.ts'
import { marketDecider } from './market.decider.ts'

const { second, marketId } = is
const { given, when } = specify(marketDecider)

const DAY = 86_400
const reason = 'The check was wrong.'
const because = `Corrected by an operator: ${reason}`

const correct = (winners: readonly string[], seconds: number) =>
  ({ type: 'ReverseSettlement', data: { marketId, winners, reason, windowMs: DAY * 1000 }, at: second(seconds) }) as const

const reversed = (round: number, winners: readonly string[], seconds: number): MarketReversed => ({
  type: 'MarketReversed',
  data: { marketId, round, winners, reason, reversedAt: second(seconds) },
})

const voided = (cause: string, seconds: number): MarketVoided => ({
  type: 'MarketVoided',
  data: { marketId, cause, voidedAt: second(seconds) },
})

const pools = [is.pool('success', 10), is.pool('failure', 7)]
const bets = [is.placed('a', 'success', 10, -2), is.placed('b', 'failure', 7, -1)]
const locked = is.locked({ cause: 'ended', lockedAt: 60, evidenceAt: 60 }, pools)
const succeeded = is.settled({ winners: ['success'], text: 'It succeeded.', pools, losingPool: 7 })
const failed = (seconds: number) =>
  is.settled({ winners: ['failure'], text: `It failed. ${because}`, pools, losingPool: 10, settledAt: second(seconds) })

describe('a correction', () => {
  const settled = given(is.opened(), is.started, ...bets, locked, succeeded)

  test('takes the settlement back and settles anew in one decision', () =>
    settled.when(correct(['failure'], 100)).then(reversed(1, ['success'], 100), failed(100)))
  test('to no winner voids the market', () =>
    settled.when(correct([], 100)).then(reversed(1, ['success'], 100), voided(because, 100)))
  test('is possible until a moment before the window ends', () =>
    settled
      .when(correct(['failure'], 90 + DAY - 0.001))
      .then(reversed(1, ['success'], 90 + DAY - 0.001), failed(90 + DAY - 0.001)))
  test('is refused when the window is over', () => settled.when(correct(['failure'], 90 + DAY)).rejects('reversal-too-late'))
  test('to what is already so is refused', () => settled.when(correct(['success'], 100)).rejects('wrong-state'))
  test('leaves out the same late bets as before', () =>
    given(
      is.opened(),
      is.started,
      ...bets,
      is.placed('late', 'failure', 5, 59),
      is.locked({ cause: 'ended', lockedAt: 60, evidenceAt: 58 }, pools, ['late']),
      succeeded,
    )
      .when(correct(['failure'], 100))
      .then(reversed(1, ['success'], 100), failed(100)))

  const corrected = given(is.opened(), is.started, ...bets, locked, succeeded, reversed(1, ['success'], 100), failed(100))
  test('may be corrected, within the window of the first settlement', () =>
    corrected
      .when(correct(['success'], 200))
      .then(
        reversed(2, ['failure'], 200),
        is.settled({ winners: ['success'], text: `It succeeded. ${because}`, pools, losingPool: 7, settledAt: second(200) }),
      ))
  test('of a correction does not begin a new window', () =>
    corrected.when(correct(['success'], 90 + DAY)).rejects('reversal-too-late'))

  test.each([
    ['open', []],
    ['locked', [locked]],
    ['void', [locked, voided('It was lost.', 70)]],
  ])('of a market that is %s is refused', (_, facts) =>
    given(is.opened(), is.started, ...facts)
      .when(correct(['failure'], 100))
      .rejects('wrong-state'),
  )
  test('of a market that is not there is refused', () => when(correct(['failure'], 100)).rejects('not-found'))
  test.each([[['nobody']], [['failure', 'failure']], [['success', 'failure']]])('to %s is refused', (winners) =>
    settled.when(correct(winners, 100)).rejects('unknown-outcome'),
  )
  test('lets contestants tie, but not with nobody, and tells them in the order of the market', () => {
    const three = ['x', 'y', 'nobody'].map((id) => is.pool(id, 0))
    const match = given(
      is.opened(is.threeContestants),
      is.settled({ winners: ['nobody'], text: 'No contestant succeeded.', pools: three }),
    )
    match.when(correct(['x', 'nobody'], 100)).rejects('unknown-outcome')
    match
      .when(correct(['y', 'x'], 100))
      .then(
        reversed(1, ['nobody'], 100),
        is.settled({ winners: ['x', 'y'], text: `Greedy and Planner tied. ${because}`, pools: three, settledAt: second(100) }),
      )
  })
  test('is not undone by a verdict, a lock or a void that come late', () => {
    for (const late of [
      is.settleAs(['success'], 300),
      is.start,
      { type: 'VoidMarket', data: { marketId, cause: '' }, at: second(300) } as const,
    ])
      corrected.when(late).then()
  })
})

describe('a market without a verdict', () => {
  const ask = (seconds: number) => ({ type: 'VoidUnjudged', data: { marketId }, at: second(seconds) }) as const
  const cause = 'There was no verdict for 24 hours.'
  const empty = [is.pool('success', 0), is.pool('failure', 0)]

  test('is void 24 hours after its time limit', () => {
    const waiting = given(is.opened(), is.started, is.locked({ cause: 'time', lockedAt: 80, evidenceAt: 80 }, empty))
    waiting.when(ask(100 + DAY - 0.001)).then()
    waiting.when(ask(100 + DAY)).then(voided(cause, 100 + DAY))
  })
  test('is void 24 hours after its run was over, where that came first', () => {
    const waiting = given(is.opened(), is.started, is.locked({ cause: 'ended', lockedAt: 30, evidenceAt: 30 }, empty))
    waiting.when(ask(30 + DAY - 0.001)).then()
    waiting.when(ask(30 + DAY)).then(voided(cause, 30 + DAY))
  })
  test('is void though its run never began, and takes no bets then', () => {
    const at = 100 + DAY
    given(is.opened())
      .when(ask(at))
      .then(is.locked({ cause: 'voided', text: 'Betting closed.', lockedAt: at, evidenceAt: at }, empty), voided(cause, at))
  })
  test('that has its verdict is left alone', () =>
    given(is.opened(), is.started, ...bets, locked, succeeded)
      .when(ask(10 * DAY))
      .then())
})

describe('who asked for a run', () => {
  const owned = given(is.opened({ owners: ['usr_1'] }))
  test('may not bet on it', () => owned.when(is.bet('success', 5, -1)).rejects('conflict-of-interest'))
  test('may not bet on it beside others who asked, whoever was first', () =>
    given(is.opened({ owners: ['usr_2', 'usr_1'] }))
      .when(is.bet('success', 5, -1))
      .rejects('conflict-of-interest'))
  test('is not told apart where the market is not there', () => when(is.bet('success', 5, -1)).rejects('not-found'))
})
