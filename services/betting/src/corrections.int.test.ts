/** Settlements that an operator takes back, on a real database: what moves, who bears what is spent, and stops in the middle. */
import { afterEach, describe, expect, test } from '@jest/globals'
import { reverseSettlement, serviceContext } from '@agent-arena/contracts'
import { PostgresEventLog } from '@agent-arena/event-store'
import { reasonsOf, testDatabase, times } from '@agent-arena/testing'
import { PAYOUT_BATCH } from './payout/payer.ts'
import { HOUSE } from './account/ledger.ts'
import { defaultBettingConfig } from './betting.config.ts'
import { createMarketWriter } from './market/market.writer.ts'
import type { User } from './testing/audience.ts'
import { openBettingHouse } from './testing/betting-house.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openRun, runningRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'
import { payAndStop, payOvertaken, settleUnpaid } from './testing/stopped-payer.ts'

const house = houseOfFile({ feeBps: 1000 }, ['grant', 'house'])

afterEach(async () => {
  const { accounts } = await house.audit()
  expect(accounts.filter(({ kind, balance }) => kind === 'pool' && balance !== 0)).toEqual([])
})

const balanceOfHouse = async () => (await house.balanceOf(HOUSE)) ?? 0

/** Ada stakes 100 on success, Bob 200 on failure. */
const openBets = async () => {
  const { run, marketId } = await openRun(house)
  const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
  await house.bet(ada, marketId, 'success', 100)
  await house.bet(bob, marketId, 'failure', 200)
  return { run, marketId, ada, bob }
}

/** The same, settled as a success: of the 200 lost, 20 are the fee and 180 are Ada's. */
const wronglySettled = async () => {
  const bets = await openBets()
  await house.tell(runs.ended(bets.run, 'success'))
  return bets
}

/** Loses all that somebody has, so that nothing can be taken back. */
const spendAll = async (user: User) => {
  const { sandboxId } = await runningRun(house)
  await house.give(user, sandboxId, await house.balance(user))
}

const texts = async (user: User) => (await house.entries(user)).items.map(({ text }) => text)

describe('a corrected settlement', () => {
  test('takes every payout and the fee back, and pays by the corrected outcome', async () => {
    const before = await balanceOfHouse()
    const { marketId, ada, bob } = await wronglySettled()
    expect([await house.balance(ada), await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([1180, 800, 20])
    const corrected = await house.reverse(marketId, ['failure'])
    expect(corrected).toMatchObject({
      marketId,
      round: 1,
      status: 'settled',
      winners: ['failure'],
      reason: 'The check was wrong.',
    })
    expect([await house.balance(ada), await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([900, 1090, 10])
  })

  test('is told in the wallet, in the market and in the record with its history', async () => {
    const { marketId, ada } = await wronglySettled()
    await house.reverse(marketId, ['failure'])
    expect((await house.entries(ada)).items[0]).toMatchObject({
      amount: -280,
      balance: 900,
      reason: 'reversal',
      marketId,
      text: 'Took back 280 on Succeeds: Will “Two mugs” succeed? The settlement was corrected: The check was wrong.',
    })
    const because = 'Corrected by an operator: The check was wrong.'
    expect(await house.market(marketId)).toMatchObject({
      status: 'settled',
      result: { winners: ['failure'], text: `It failed. ${because}` },
    })
    const settlement = await house.settlement(marketId)
    expect(settlement).toMatchObject({ outcome: 'failure', losingPool: 100, fee: 10 })
    expect(settlement.reversals).toMatchObject([{ round: 1, winners: ['success'], reason: 'The check was wrong.' }])
    expect((await house.myBets(ada)).items[0]).toMatchObject({ status: 'lost', payout: 0 })
  })

  test('to no winner voids the market: everybody has what there was before', async () => {
    const before = await balanceOfHouse()
    const { marketId, ada, bob } = await wronglySettled()
    expect(await house.reverse(marketId, [])).toMatchObject({ status: 'voided', winners: [] })
    expect([await house.balance(ada), await house.balance(bob), await balanceOfHouse()]).toEqual([1000, 1000, before])
    await expect(house.reverse(marketId, ['failure'])).rejects.toMatchObject({ reason: 'wrong-state' })
  })

  test('may be corrected again: the balances are those of the last outcome alone', async () => {
    const { marketId, ada, bob } = await wronglySettled()
    await house.reverse(marketId, ['failure'])
    await house.reverse(marketId, ['success'])
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1180, 800])
    expect((await house.settlement(marketId)).reversals.map(({ winners }) => winners)).toEqual([['success'], ['failure']])
    expect((await house.myBets(ada)).items[0]).toMatchObject({ status: 'won', payout: 280 })
  })
})

describe('a payout that is already spent', () => {
  test('is taken back as far as it is there; the house bears the rest, and no balance falls below 0', async () => {
    const { marketId, ada, bob } = await wronglySettled()
    await spendAll(ada)
    const before = await balanceOfHouse()
    await house.reverse(marketId, ['failure'])
    expect([await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([1090, -20 - 280 + 10])
    // There was nothing to take: after the gift no entry came but the refill, which looking brings.
    expect(await house.balance(ada)).toBe(200)
    expect((await texts(ada)).slice(0, 2)).toEqual([
      expect.stringMatching(/^Refill to 200: /),
      expect.stringMatching(/^Gave 1,180 /),
    ])
  })

  test('in part says how much could be taken', async () => {
    const { marketId, ada } = await wronglySettled()
    const { sandboxId } = await runningRun(house)
    await house.give(ada, sandboxId, 1080)
    await house.reverse(marketId, ['failure'])
    expect((await texts(ada))[0]).toMatch(/^Took back 100 of 280 \(the house bears the rest\) on Succeeds: /)
  })

  test('is kept back from what the corrected settlement brings, and no more than that', async () => {
    const { marketId, ada } = await wronglySettled()
    await spendAll(ada)
    const before = await balanceOfHouse()
    await house.reverse(marketId, [])
    expect((await balanceOfHouse()) - before).toBe(-20 - 280 + 100)
    expect((await texts(ada)).slice(0, 2)).toEqual([
      expect.stringMatching(/^Kept back 100: .* The house had borne what was already spent/),
      expect.stringMatching(/^Refund of 100 on Succeeds: /),
    ])
  })

  test('and corrected back again costs the house nothing', async () => {
    const before = await balanceOfHouse()
    const { marketId, ada, bob } = await wronglySettled()
    await spendAll(ada)
    await house.reverse(marketId, ['failure'])
    await house.reverse(marketId, ['success'])
    expect([await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([800, 20])
    expect(await texts(ada)).toContainEqual(expect.stringMatching(/^Kept back 280: /))
  })
})

describe('a correction', () => {
  test('is refused where there is no settlement, no change, no such outcome, or two that cannot be together', async () => {
    const { run, marketId } = await openBets()
    await expect(house.reverse(marketId, ['failure'])).rejects.toMatchObject({ reason: 'wrong-state' })
    await house.tell(runs.ended(run, 'success'))
    await expect(house.reverse(marketId, ['success'])).rejects.toMatchObject({ reason: 'wrong-state' })
    for (const winners of [['nobody'], ['failure', 'failure'], ['success', 'failure']])
      await expect(house.reverse(marketId, winners)).rejects.toMatchObject({ reason: 'unknown-outcome' })
    await expect(house.reverse('mkt_01kaf0v6vne1xv7ss4ed7c6d4j', [])).rejects.toMatchObject({ reason: 'not-found' })
    expect((await house.settlement(marketId)).reversals).toEqual([])
  })

  test('asked for many times at once under one key happens once, and has one answer', async () => {
    const { marketId } = await wronglySettled()
    const answers = await Promise.all(Array.from({ length: 20 }, () => house.reverse(marketId, ['failure'], { key: 'once' })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await house.settlement(marketId)).reversals).toHaveLength(1)
    await expect(house.reverse(marketId, [], { key: 'once' })).rejects.toMatchObject({ reason: 'key-reused' })
  })

  test('by several operators at once is done by one of them', async () => {
    const { marketId } = await wronglySettled()
    const asked = await reasonsOf(times(10, () => house.reverse(marketId, ['failure'])))
    expect(asked.toSorted()).toEqual(['accepted', ...times(9, () => 'wrong-state')])
    expect((await house.settlement(marketId)).reversals).toHaveLength(1)
  })

  test('comes too late once the time for it is over', async () => {
    const other = await testDatabase()
    const strict = await openBettingHouse(other.url, { reversalHours: 0 })
    const run = runs.newRun()
    await strict.tell(runs.requested(run), runs.ended(run, 'success'))
    await expect(strict.reverse(run.markets.success, ['failure'])).rejects.toMatchObject({ reason: 'reversal-too-late' })
    await strict.close()
    await other.drop()
  })
})

/** Corrects a settlement while the service is down, so that nobody is paid by it yet. */
const correct = (marketId: string, winner = 'failure') =>
  house.onPool((pool) =>
    createMarketWriter(new PostgresEventLog(pool), defaultBettingConfig).reverse(
      { marketId, winners: [winner], reason: 'The check was wrong.' },
      serviceContext('betting'),
    ),
  )

describe('a correction that comes before the last one is paid', () => {
  test('takes back what was paid, and not what the correction between them had said', async () => {
    const before = await balanceOfHouse()
    const { marketId, ada, bob } = await wronglySettled()
    await house.stop()
    await correct(marketId, 'failure')
    await correct(marketId, 'success')
    await house.start()
    await house.settled()
    expect([await house.balance(ada), await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([1180, 800, 20])
    expect((await house.entries(ada)).items.slice(0, 2)).toMatchObject([
      { amount: 280, reason: 'payout' },
      { amount: -280, reason: 'reversal' },
    ])
  })

  test('has the last word over a payer that it overtakes: what that one knew is written no more', async () => {
    const before = await balanceOfHouse()
    const { marketId, ada, bob } = await openBets()
    await house.stop()
    await settleUnpaid(house, marketId)
    await payOvertaken(house, marketId, async () => {
      await correct(marketId)
      await payAndStop(house, marketId, 1)
    })
    await house.start()
    await house.settled()
    expect([await house.balance(ada), await house.balance(bob), (await balanceOfHouse()) - before]).toEqual([900, 1090, 10])
  })
})

describe('a correction of many bets', () => {
  test.each([
    ['before anything was paid', 0, 1],
    ['while only one batch was paid', 1, 2],
    ['in the middle of taking back', 2, 1],
    ['in the middle of paying anew', 3, 5],
  ])('that meets stops %s pays nobody twice and forgets nobody', async (_when, paidBatches, correctedAppends) => {
    const { marketId } = await openRun(house)
    const users = await Promise.all(Array.from({ length: 2 * PAYOUT_BATCH + 5 }, (_, index) => house.newUser(`User ${index}`)))
    const side = (index: number) => (index % 3 === 0 ? 'failure' : 'success')
    await Promise.all(users.map((user, index) => house.bet(user, marketId, side(index), 1 + index)))
    await house.stop()
    await settleUnpaid(house, marketId)
    if (paidBatches > 0) await payAndStop(house, marketId, paidBatches)
    await correct(marketId)
    await payAndStop(house, marketId, correctedAppends)
    await house.start()
    await house.settled()
    const { payouts, outcome } = await house.settlement(marketId)
    expect(outcome).toBe('failure')
    const paid = new Map(payouts.map(({ userId, payout }) => [userId, payout]))
    const balances = await Promise.all(users.map((user) => house.balance(user)))
    expect(balances).toEqual(users.map(({ id }, index) => 1000 - (1 + index) + (paid.get(id) ?? NaN)))
  })
})

test('only operators ask for a correction: the contract says so', () => {
  expect(reverseSettlement).toMatchObject({ audience: 'operator', idempotency: 'required' })
})
