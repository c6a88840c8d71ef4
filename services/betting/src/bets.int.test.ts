/** Bets under pressure on a real database: races, repeats, bad input, pages, and a stop in the middle of the payouts. */
import { describe, expect, test } from '@jest/globals'
import { openAccount, placeBet, quoteBet, serviceContext, newId } from '@agent-arena/contracts'
import { reasonsOf, times } from '@agent-arena/testing'
import { PAYOUT_BATCH } from './payout/payer.ts'
import { HOUSE, poolOf } from './account/ledger.ts'
import { contextOf } from './testing/audience.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'
import { payAndStop, settleUnpaid } from './testing/stopped-payer.ts'

const house = houseOfFile({ feeBps: 500, grantCredits: 1000 })

describe('an account', () => {
  test('is opened and granted once, however often it is asked for at once', async () => {
    const userId = newId('user')
    const answers = await Promise.all(times(20, () => house.ask(openAccount, { userId, name: 'Ada' })))
    expect(new Set(answers.map(({ balance }) => balance))).toEqual(new Set([1000]))
    expect(await house.balance({ id: userId, name: 'Ada' })).toBe(1000)
  })

  test('is needed for a wallet and for a bet', async () => {
    const { marketId } = await openRun(house)
    const stranger = { id: newId('user'), name: 'Nemo' }
    await expect(house.balance(stranger)).rejects.toMatchObject({ reason: 'no-account' })
    await expect(house.bet(stranger, marketId, 'success', 1)).rejects.toMatchObject({ reason: 'no-account' })
  })

  test('shows its entries in pages, newest first, each with the balance after it', async () => {
    const { marketId } = await openRun(house)
    const ada = await house.newUser()
    for (const stake of [1, 2, 3, 4]) await house.bet(ada, marketId, 'success', stake)
    const first = await house.entries(ada, { limit: 3 })
    expect(first.items.map(({ amount, balance }) => [amount, balance])).toEqual([
      [-4, 990],
      [-3, 994],
      [-2, 997],
    ])
    const second = await house.entries(ada, { limit: 3, after: first.next ?? '' })
    expect(second).toMatchObject({
      items: [
        { amount: -1, balance: 999 },
        { amount: 1000, balance: 1000 },
      ],
      next: null,
    })
    await expect(house.entries(ada, { after: 'x; drop table' })).rejects.toMatchObject({ reason: 'malformed' })
  })
})

describe('a bet', () => {
  test('of the whole balance is taken once, when fifty come at the same time', async () => {
    const { marketId } = await openRun(house)
    const ada = await house.newUser()
    const outcomes = await reasonsOf(times(50, () => house.bet(ada, marketId, 'success', 1000)))
    expect(outcomes.toSorted()).toEqual(['accepted', ...times(49, () => 'insufficient-credits')])
    expect(await house.balance(ada)).toBe(0)
    expect((await house.betsOf(marketId)).items).toHaveLength(1)
  })

  test('of the whole balance is taken once, when ten markets get it at the same time', async () => {
    const markets = await Promise.all(times(10, () => openRun(house)))
    const ada = await house.newUser()
    const outcomes = await reasonsOf(markets.map(({ marketId }) => house.bet(ada, marketId, 'success', 1000)))
    expect(outcomes.toSorted()).toEqual(['accepted', ...times(9, () => 'insufficient-credits')])
  })

  test('is always its caller’s own: nobody can name another user', async () => {
    const { marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    const input = { marketId, outcome: 'success', stake: 10, userId: bob.id } as never
    await expect(house.ask(placeBet, input, contextOf(ada))).rejects.toMatchObject({ reason: 'malformed' })
    expect(await house.balance(bob)).toBe(1000)
  })

  test('is placed once under one key, and every repeat gets the same answer', async () => {
    const { marketId } = await openRun(house)
    const ada = await house.newUser()
    const bets = await Promise.all(times(50, () => house.bet(ada, marketId, 'success', 10, { key: 'k1' })))
    expect(new Set(bets.map((bet) => JSON.stringify(bet))).size).toBe(1)
    expect(await house.balance(ada)).toBe(990)
    await expect(house.bet(ada, marketId, 'success', 11, { key: 'k1' })).rejects.toMatchObject({ reason: 'key-reused' })
  })

  test('asks for its multiplier under its key: another one is other content, and a repeat is answered though the odds moved', async () => {
    const { marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.bet(bob, marketId, 'failure', 100)
    const asking = (minMultiplier?: number) =>
      house.bet(ada, marketId, 'success', 10, { key: 'k1', ...(minMultiplier !== undefined && { minMultiplier }) })
    const bet = await asking(2)
    await house.bet(bob, marketId, 'success', 500)
    expect(await asking(2)).toEqual(bet)
    for (const other of [1.5, 3, undefined]) await expect(asking(other)).rejects.toMatchObject({ reason: 'key-reused' })
    expect(await house.balance(ada)).toBe(990)
  })

  test('under the same key of another user is another bet', async () => {
    const { marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.bet(ada, marketId, 'success', 10, { key: 'shared' })
    expect(await house.bet(bob, marketId, 'success', 10, { key: 'shared' })).toMatchObject({ userId: bob.id })
  })

  test('is refused for operators, services and sandboxes', async () => {
    const { marketId } = await openRun(house)
    const callers = [
      { kind: 'operator', id: 'op', name: 'Op' },
      { kind: 'service', id: 'gateway' },
      { kind: 'sandbox', id: 'sbx' },
    ] as const
    for (const caller of callers) {
      const bet = house.ask(placeBet, { marketId, outcome: 'success', stake: 1 }, { ...serviceContext('gateway'), caller })
      await expect(bet).rejects.toMatchObject({ reason: 'not-allowed' })
    }
  })

  test.each(['0', '-1', '0.5', '"5"', 'null', '1e400', '9007199254740993', '[]', 'true'])(
    'of %s is malformed, and changes nothing',
    async (json) => {
      const { marketId } = await openRun(house)
      const ada = await house.newUser()
      const input = JSON.parse(`{"marketId":"${marketId}","outcome":"success","stake":${json}}`) as never
      await expect(house.ask(placeBet, input, contextOf(ada))).rejects.toMatchObject({ reason: 'malformed' })
      await expect(house.ask(quoteBet, input)).rejects.toMatchObject({ reason: 'malformed' })
      expect(await house.balance(ada)).toBe(1000)
      expect(await house.market(marketId)).toMatchObject({ pool: 0, version: 1 })
    },
  )

  test.each([
    ['more than the balance', 'success', 1001, 'insufficient-credits'],
    ['on an unknown outcome', 'nobody', 1, 'unknown-outcome'],
  ])('%s is refused, and changes nothing', async (_, outcome, stake, reason) => {
    const { marketId } = await openRun(house)
    const ada = await house.newUser()
    await expect(house.bet(ada, marketId, outcome, stake)).rejects.toMatchObject({ reason })
    expect(await house.balance(ada)).toBe(1000)
    expect(await house.market(marketId)).toMatchObject({ pool: 0, version: 1 })
  })

  test('on a market that is not there is not found, as are its quote, record and settlement', async () => {
    const marketId = newId('market')
    const ada = await house.newUser()
    const asked = [
      house.bet(ada, marketId, 'success', 1),
      house.ask(quoteBet, { marketId, outcome: 'success', stake: 1 }),
      house.market(marketId),
      house.betsOf(marketId),
      house.settlement(marketId),
    ]
    expect(await reasonsOf(asked)).toEqual(times(5, () => 'not-found'))
  })

  test('gets the multiplier it was quoted, or none', async () => {
    const { marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    expect(await house.ask(quoteBet, { marketId, outcome: 'success', stake: 5 })).toEqual({
      multiplierNow: null,
      multiplierAfter: 1,
      multiplierWorst: 1,
      weightBps: 10_000,
      fee: 0,
    })
    await house.bet(ada, marketId, 'failure', 100)
    await house.bet(ada, marketId, 'success', 100)
    const quote = await house.ask(quoteBet, { marketId, outcome: 'success', stake: 90 })
    expect(quote).toMatchObject({ multiplierNow: 1 + 95 / 101, multiplierAfter: 1.5, fee: 5 })
    expect(quote.multiplierWorst).toBeGreaterThanOrEqual(1)
    expect(quote.multiplierWorst).toBeLessThan(quote.multiplierAfter)
    await house.bet(bob, marketId, 'success', 1)
    const asked = { minMultiplier: quote.multiplierAfter }
    await expect(house.bet(bob, marketId, 'success', 90, asked)).rejects.toMatchObject({ reason: 'multiplier-moved' })
    await house.bet(bob, marketId, 'success', 89, asked)
  })

  test('stands in the public record in its order, in pages', async () => {
    const { marketId } = await openRun(house)
    const users = await Promise.all(times(5, (index) => house.newUser(`User ${index}`)))
    for (const [index, user] of users.entries()) await house.bet(user, marketId, 'failure', index + 1)
    const first = await house.betsOf(marketId, { limit: 2 })
    const rest = await house.betsOf(marketId, { limit: 10, after: first.next ?? '' })
    expect([...first.items, ...rest.items].map(({ userName, stake, version }) => [userName, stake, version])).toEqual(
      times(5, (index) => [`User ${index}`, index + 1, index + 2]),
    )
    expect(rest.next).toBeNull()
  })

  test('of the public record is where its list goes on, for who knows it up to there', async () => {
    const { marketId } = await openRun(house)
    const ada = await house.newUser('Ada')
    const known = await house.bet(ada, marketId, 'failure', 1)
    await house.bet(ada, marketId, 'success', 2)
    const { items } = await house.betsOf(marketId, { after: String(known.version) })
    expect(items.map(({ stake }) => stake)).toEqual([2])
  })

  test('shows among one’s own, newest first, open until its market is over', async () => {
    const [one, two] = [await openRun(house), await openRun(house)]
    const ada = await house.newUser()
    for (const { marketId } of [one, two, one]) await house.bet(ada, marketId, 'success', 10)
    await house.tell(runs.ended(two.run, 'void'))
    const first = await house.myBets(ada, { limit: 2 })
    const second = await house.myBets(ada, { limit: 2, after: first.next ?? '' })
    expect([...first.items, ...second.items].map(({ status, marketId }) => [status, marketId])).toEqual([
      ['open', one.marketId],
      ['refunded', two.marketId],
      ['open', one.marketId],
    ])
  })

  test('is found among one’s own by its market and by its status, in pages', async () => {
    const [one, two] = [await openRun(house), await openRun(house)]
    const ada = await house.newUser()
    for (const [index, { marketId }] of [one, two, one, one].entries()) await house.bet(ada, marketId, 'success', index + 1)
    await house.tell(runs.ended(one.run, 'void'))
    const first = await house.myBets(ada, { marketId: one.marketId, limit: 2 })
    const second = await house.myBets(ada, { marketId: one.marketId, after: first.next ?? '' })
    expect([...first.items, ...second.items].map(({ stake }) => stake)).toEqual([4, 3, 1])
    expect(second.next).toBeNull()
    expect((await house.myBets(ada, { status: 'open' })).items.map(({ stake }) => stake)).toEqual([2])
    expect((await house.myBets(ada, { status: 'open', marketId: one.marketId })).items).toEqual([])
  })
})

describe('payouts', () => {
  test('of several bets, the fee included, leave an empty pool', async () => {
    const { run, marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    for (const stake of [10, 20, 30]) await house.bet(ada, marketId, 'success', stake)
    await house.bet(ada, marketId, 'failure', 5)
    await house.bet(bob, marketId, 'failure', 100)
    await house.tell(runs.ended(run, 'success'))
    const { fee, losingPool, payouts } = await house.settlement(marketId)
    expect([losingPool, fee]).toEqual([105, 5])
    expect(payouts.reduce((sum, { payout }) => sum + payout, 0) + fee).toBe(165)
    expect(await house.balance(ada)).toBe(1000 - 5 + 100)
    expect(await house.balanceOf(poolOf(marketId))).toBe(0)
    expect(await house.balanceOf(HOUSE)).toBe(5)
  })

  test('go on after a stop between two batches: nobody is paid twice, nobody is forgotten', async () => {
    const { marketId } = await openRun(house)
    const users = await Promise.all(times(2 * PAYOUT_BATCH + 10, (index) => house.newUser(`User ${index}`)))
    const side = (index: number) => (index % 3 === 0 ? 'failure' : 'success')
    await Promise.all(users.map((user, index) => house.bet(user, marketId, side(index), 1 + index)))
    await house.stop()
    await settleUnpaid(house, marketId)
    await payAndStop(house, marketId, 2)
    await house.start()
    await house.settled()
    const { payouts, fee } = await house.settlement(marketId)
    const paid = new Map(payouts.map(({ userId, payout }) => [userId, payout]))
    const balances = await Promise.all(users.map((user) => house.balance(user)))
    expect(balances).toEqual(users.map(({ id }, index) => 1000 - (1 + index) + (paid.get(id) ?? NaN)))
    expect(fee).toBeGreaterThan(0)
    expect(await house.balanceOf(poolOf(marketId))).toBe(0)
  })
})
