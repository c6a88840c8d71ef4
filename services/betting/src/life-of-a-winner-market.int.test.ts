/** The whole life of the market on who wins a match, on a real database. */
import { describe, expect, test } from '@jest/globals'
import { eventually } from '@agent-arena/testing'
import { houseOfFile } from './testing/house-of-file.ts'
import { openMatch } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile()

describe('a winner market', () => {
  test('has every contestant and nobody, and is apart from the contestants’ own markets', async () => {
    const { match, marketId, first } = await openMatch(house)
    const market = await house.market(marketId)
    expect(market).toMatchObject({ kind: 'winner', title: 'Who wins “Mugs”?', matchId: match.matchId })
    expect(market.outcomes.map(({ id, name }) => [id, name])).toEqual([
      [match.runs[0]?.sandboxId, 'Greedy'],
      [match.runs[1]?.sandboxId, 'Planner'],
      ['nobody', 'Nobody'],
    ])
    const ada = await house.newUser()
    await house.bet(ada, marketId, first.sandboxId, 60)
    await house.bet(ada, first.markets.success, 'success', 40)
    await house.tell(runs.matchStarted(match), runs.started(first), runs.ended(first, 'failure'))
    expect(await house.settlement(first.markets.success)).toMatchObject({
      status: 'settled',
      payouts: [{ stake: 40, payout: 40 }],
    })
    expect(await house.settlement(marketId)).toMatchObject({ status: 'open', payouts: [], position: null })
    expect(await house.balance(ada)).toBe(940)
  })

  test('closes a contestant whose run is over, and pays those who backed the winner', async () => {
    const { match, marketId, first, second } = await openMatch(house)
    const [ada, bob, cyd] = [await house.newUser('Ada'), await house.newUser('Bob'), await house.newUser('Cyd')]
    await house.bet(ada, marketId, first.sandboxId, 100)
    await house.bet(bob, marketId, second.sandboxId, 100)
    await house.bet(cyd, marketId, 'nobody', 100)
    await house.tell(runs.matchStarted(match), ...match.runs.map((run) => runs.started(run)), runs.ended(first, 'failure'))
    await expect(house.bet(ada, marketId, first.sandboxId, 1)).rejects.toMatchObject({ reason: 'outcome-closed' })
    expect((await house.market(marketId)).outcomes.map(({ open }) => open)).toEqual([false, true, true])
    await house.tell(runs.ended(second, 'success'), runs.decided(match, [second]))
    expect(await house.market(marketId)).toMatchObject({
      status: 'settled',
      result: { winners: [second.sandboxId], text: 'Planner won.' },
    })
    expect([await house.balance(ada), await house.balance(bob), await house.balance(cyd)]).toEqual([900, 1200, 900])
  })

  test('locks 80 % of the time limit after the first contestant began', async () => {
    const { match, marketId, first } = await openMatch(house)
    const startedAt = runs.inSeconds(-900)
    await house.tell(runs.matchStarted(match, startedAt))
    expect(await house.market(marketId)).toMatchObject({ lockAt: new Date(Date.parse(startedAt) + 800_000).toISOString() })
    const ada = await house.newUser()
    await expect(house.bet(ada, marketId, first.sandboxId, 1)).rejects.toMatchObject({ reason: 'market-locked' })
    await eventually(async () => expect(await house.market(marketId)).toMatchObject({ status: 'locked', lockCause: 'time' }))
  })

  test('pays those who said nobody', async () => {
    const { match, marketId, first } = await openMatch(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.bet(ada, marketId, 'nobody', 10)
    await house.bet(bob, marketId, first.sandboxId, 30)
    await house.tell(runs.matchStarted(match), runs.decided(match, []))
    expect(await house.settlement(marketId)).toMatchObject({ outcome: 'nobody', winners: ['nobody'], losingPool: 30 })
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1030, 970])
  })

  test('splits the losing side between contestants that tie', async () => {
    const { match, marketId, first, second, third } = await openMatch(house, 3)
    const [ada, bob, cyd] = [await house.newUser('Ada'), await house.newUser('Bob'), await house.newUser('Cyd')]
    await house.bet(ada, marketId, first.sandboxId, 100)
    await house.bet(bob, marketId, second.sandboxId, 10)
    await house.bet(cyd, marketId, third.sandboxId, 41)
    await house.tell(runs.matchStarted(match), runs.decided(match, [first, second]))
    expect(await house.settlement(marketId)).toMatchObject({
      outcome: null,
      winners: [first.sandboxId, second.sandboxId],
      losingPool: 41,
    })
    expect(await house.market(marketId)).toMatchObject({ result: { text: 'Greedy and Planner tied.' } })
    expect([await house.balance(ada), await house.balance(bob), await house.balance(cyd)]).toEqual([1021, 1020, 959])
  })

  test('takes the leader’s progress for its weight and its lock', async () => {
    const { match, marketId, first, second } = await openMatch(house)
    await house.tell(runs.matchStarted(match), runs.progressed(first, 45), runs.progressed(second, 20))
    expect(await house.market(marketId)).toMatchObject({ status: 'open', weightBps: 7_500 })
    await house.tell(runs.progressed(second, 92))
    expect(await house.market(marketId)).toMatchObject({ status: 'locked', lockCause: 'progress' })
    expect(await house.market(first.markets.success)).toMatchObject({ status: 'open' })
  })

  test('locks when a contestant awaits its verdict, or bets on the others would carry no risk', async () => {
    const { match, marketId, first } = await openMatch(house)
    await house.tell(runs.matchStarted(match), runs.started(first), runs.claimed(first, true))
    expect(await house.market(marketId)).toMatchObject({
      status: 'locked',
      lockCause: 'progress',
      lockText: 'A contestant says that it is done, and awaits its verdict.',
    })
    expect(await house.market(first.markets.success)).toMatchObject({
      status: 'locked',
      lockCause: 'ended',
      lockText: 'The run has ended and awaits its verdict.',
    })
  })

  test('refunds a bet that came after the evidence, though before the match was decided', async () => {
    const { match, marketId, first, second } = await openMatch(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    const evidenceAt = runs.inSeconds(-1)
    await house.bet(ada, marketId, first.sandboxId, 100)
    await house.bet(bob, marketId, second.sandboxId, 50)
    await house.tell(runs.matchStarted(match), runs.decided(match, [first], evidenceAt))
    expect((await house.settlement(marketId)).payouts.map(({ kind }) => kind)).toEqual(['refund', 'refund'])
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1000, 1000])
  })

  test('is cancelled with its match', async () => {
    const { match, marketId, first } = await openMatch(house)
    const ada = await house.newUser()
    await house.bet(ada, marketId, first.sandboxId, 500)
    await house.tell(runs.matchStarted(match), runs.matchVoided(match), runs.decided(match, [first]))
    expect(await house.market(marketId)).toMatchObject({ status: 'voided', result: { text: 'Planner was cancelled.' } })
    expect(await house.balance(ada)).toBe(1000)
  })
})
