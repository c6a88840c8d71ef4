/** The refill of the day, who may not bet, and markets without a verdict, on a real database. */
import { describe, expect, test } from '@jest/globals'
import { placeBet } from '@agent-arena/contracts'
import { eventually, reasonsOf } from '@agent-arena/testing'
import { contextOf } from './testing/audience.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { runningRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile()

describe('who is broke', () => {
  /** Loses everything but so many credits. */
  const brokeUser = async (left: number) => {
    const run = await runningRun(house)
    const user = await house.newUser()
    await house.give(user, run.sandboxId, 1000 - left)
    return user
  }

  test('and has nothing at stake is refilled to 200 by looking, with a reason, once a day', async () => {
    const ada = await brokeUser(9)
    expect(await house.balance(ada)).toBe(200)
    expect((await house.entries(ada)).items[0]).toMatchObject({
      amount: 191,
      balance: 200,
      reason: 'refill',
      text: 'Refill to 200: you had less than 10 and no open bet. Once a day.',
    })
    await house.give(ada, (await runningRun(house)).sandboxId, 200)
    expect(await house.balance(ada)).toBe(0)
  })

  test('and looks a hundred times at once is refilled once', async () => {
    const ada = await brokeUser(0)
    const seen = await Promise.all(Array.from({ length: 100 }, () => house.balance(ada)))
    expect(new Set(seen)).toEqual(new Set([200]))
    expect((await house.entries(ada)).items.filter(({ reason }) => reason === 'refill')).toHaveLength(1)
  })

  test('gets nothing with ten credits, or while a bet is open', async () => {
    const [ada, bob] = [await brokeUser(10), await house.newUser('Bob')]
    const { markets } = await runningRun(house)
    await house.bet(bob, markets.success, 'success', 1000)
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([10, 0])
  })
})

describe('who asked for a run', () => {
  test('may not bet on it, nor on its match, in whatever role', async () => {
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    const run = runs.newRun()
    const match = runs.newMatch(2)
    await house.tellAs(`operator:${ada.id}`, runs.requested(run))
    await house.tellAs(`user:${ada.id}`, runs.scheduled(match), ...match.runs.map((one) => runs.requested(one)))
    const [first] = match.runs as [runs.Run]
    const bets = (user: typeof ada) => [
      house.bet(user, run.markets.success, 'success', 1),
      house.bet(user, match.marketId, first.sandboxId, 1),
      house.bet(user, first.markets.success, 'failure', 1),
    ]
    expect(await reasonsOf(bets(ada))).toEqual(Array.from({ length: 3 }, () => 'conflict-of-interest'))
    expect(await reasonsOf(bets(bob))).toEqual(Array.from({ length: 3 }, () => 'accepted'))
    expect(await house.balance(ada)).toBe(1000)
  })

  test('as an operator has no account to bet with', async () => {
    const { markets } = await runningRun(house)
    const context = {
      ...contextOf({ id: 'x', name: 'x' }),
      caller: { kind: 'operator', id: 'operator', name: 'operator' } as const,
    }
    const bet = house.ask(placeBet, { marketId: markets.success, outcome: 'success', stake: 1 }, context)
    await expect(bet).rejects.toMatchObject({ reason: 'not-allowed' })
  })
})

describe('a market without a verdict', () => {
  const longAgo = runs.inSeconds(-90_000)

  test('is void 24 hours after its run should have been over, also one that never began', async () => {
    const [ran, never, recent] = [runs.newRun(), runs.newRun(), runs.newRun()]
    const ada = await house.newUser()
    await house.tell(runs.requested(ran), runs.requested(recent, { startsAt: runs.inSeconds(-80_000) }))
    await house.bet(ada, ran.markets.success, 'success', 10)
    await house.tell(runs.started(ran, longAgo), runs.requested(never, { startsAt: longAgo }))
    await eventually(async () => {
      for (const { markets } of [ran, never])
        expect(await house.market(markets.success)).toMatchObject({
          status: 'voided',
          result: { text: 'There was no verdict for 24 hours.' },
        })
    })
    await house.settled()
    expect(await house.balance(ada)).toBe(1000)
    expect((await house.market(recent.markets.success)).status).toBe('open')
  })
})
