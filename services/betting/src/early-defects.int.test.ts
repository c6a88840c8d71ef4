/**
 * What an early version of this idea got wrong, one test each, by the number of its list of defects:
 *
 * 1. a stake may be negative or no number      2. anybody settles, refunds and moves balances     3. a bet names whose money it is
 * 4. settling twice pays twice                 5. nobody on the winner: all lose; matches never pay
 * 6. the settlement of a run sweeps up the bets on its match                                       7. the market of a match never locks
 * 8. money in fractions; records cut at 200    9. prompts without lease, author, price and moderation
 * 10. a failure of the platform counts as the agent's
 */
import { expect, test } from '@jest/globals'
import { allOperations, bettingOperations, placeBet, type Operation } from '@agent-arena/contracts'
import { contextOf } from './testing/audience.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openMatch, openRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile({ feeBps: 500 })

test('1: a stake that is no whole number from 1 on is refused, and moves nothing', async () => {
  const { marketId } = await openRun(house)
  const ada = await house.newUser()
  for (const stake of [-5, 0, 0.5, NaN, Infinity, 2 ** 60, '5' as never, null as never])
    await expect(house.bet(ada, marketId, 'success', stake)).rejects.toMatchObject({ reason: 'malformed' })
  expect([await house.balance(ada), (await house.market(marketId)).pool]).toEqual([1000, 0])
})

test('2: nothing that moves a market or credits is open to anyone, and settling has no operation at all', () => {
  const commands = Object.values(bettingOperations).filter(({ kind }) => kind === 'command') as readonly Operation[]
  const audiences = Object.fromEntries(commands.map(({ name, audience }) => [name, audience]))
  expect(audiences).toEqual({ openAccount: 'service', placeBet: 'user', giveCredits: 'user', reverseSettlement: 'operator' })
})

test('3: a bet is paid by who asks for it: it cannot name another one', async () => {
  const { marketId } = await openRun(house)
  const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
  const bet = { marketId, outcome: 'success', stake: 5, userId: bob.id } as never
  await expect(house.ask(placeBet, bet, contextOf(ada))).rejects.toMatchObject({ reason: 'malformed' })
  expect(await house.bet(ada, marketId, 'success', 5)).toMatchObject({ userId: ada.id })
  expect([await house.balance(ada), await house.balance(bob)]).toEqual([995, 1000])
})

test('4: a run that ends twice, with two verdicts, is paid once, by the first', async () => {
  const { run, marketId } = await openRun(house)
  const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
  await house.bet(ada, marketId, 'success', 100)
  await house.bet(bob, marketId, 'failure', 100)
  for (const verdict of ['success', 'success', 'failure', 'void'] as const) await house.tell(runs.ended(run, verdict))
  expect([await house.balance(ada), await house.balance(bob)]).toEqual([1095, 900])
})

test('5: with nobody on the winner all are refunded without a fee, and a match pays when it is decided', async () => {
  const { match, marketId, first, second } = await openMatch(house)
  const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
  await house.bet(ada, marketId, first.sandboxId, 100)
  await house.bet(bob, marketId, second.sandboxId, 100)
  await house.tell(runs.decided(match, []))
  expect([await house.balance(ada), await house.balance(bob), (await house.settlement(marketId)).fee]).toEqual([1000, 1000, 0])
  const another = await openMatch(house)
  await house.bet(ada, another.marketId, another.first.sandboxId, 100)
  await house.bet(bob, another.marketId, another.second.sandboxId, 100)
  await house.tell(runs.decided(another.match, [another.first]))
  expect([await house.balance(ada), await house.balance(bob)]).toEqual([1095, 900])
})

test('6: the end of a run settles its own market and leaves the bets on its match alone', async () => {
  const { match, marketId, first, second } = await openMatch(house)
  const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
  await house.bet(ada, marketId, second.sandboxId, 100)
  await house.bet(bob, marketId, first.sandboxId, 100)
  await house.tell(runs.ended(first, 'failure'))
  expect([(await house.market(first.markets.success)).status, (await house.market(marketId)).status]).toEqual(['settled', 'open'])
  expect((await house.myBets(bob)).items[0]).toMatchObject({ status: 'open' })
  await house.tell(runs.decided(match, [second]))
  expect([await house.balance(ada), await house.balance(bob)]).toEqual([1095, 900])
})

test('7: the market of a match locks at 90 % of the leader and at 80 % of the time', async () => {
  const led = await openMatch(house)
  await house.tell(runs.matchStarted(led.match), runs.progressed(led.first, 90))
  expect(await house.market(led.marketId)).toMatchObject({ status: 'locked', lockCause: 'progress' })
  const late = await openMatch(house)
  await house.tell(runs.matchStarted(late.match, runs.inSeconds(-0.8 * runs.TIME_LIMIT_SECONDS)))
  const bet = house.bet(await house.newUser(), late.marketId, late.first.sandboxId, 1)
  await expect(bet).rejects.toMatchObject({ reason: 'market-locked' })
})

test('8: all money is whole, and the record of a market has every bet', async () => {
  const { run, marketId } = await openRun(house)
  const users = await Promise.all(Array.from({ length: 10 }, (_, index) => house.newUser(`User ${index}`)))
  for (const user of users)
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => house.bet(user, marketId, index % 3 ? 'success' : 'failure', 1 + index)),
    )
  await house.tell(runs.ended(run, 'success'))
  const { payouts, fee } = await house.settlement(marketId)
  expect(payouts).toHaveLength(250)
  expect(payouts.every(({ payout }) => Number.isInteger(payout))).toBe(true)
  expect(payouts.reduce((sum, { payout }) => sum + payout, 0) + fee).toBe(10 * (25 * 13))
  const pages = [await house.betsOf(marketId, { limit: 200 })]
  pages.push(await house.betsOf(marketId, { limit: 200, after: pages[0]?.next ?? '' }))
  expect(pages.flatMap(({ items }) => items)).toHaveLength(250)
})

test('9: all that spectators may do is join, bet and give: no text of theirs reaches an agent', () => {
  const open = allOperations.filter(({ kind, audience }) => kind === 'command' && ['anyone', 'user', 'member'].includes(audience))
  expect(open.map(({ name }) => name).toSorted()).toEqual(['giveCredits', 'placeBet', 'startSession'])
})

test('10: a run that the platform lost voids its market, a run that is over time fails', async () => {
  const [lost, late] = [await openRun(house), await openRun(house)]
  const ada = await house.newUser()
  await house.bet(ada, lost.marketId, 'success', 100)
  await house.tell(runs.ended(lost.run, 'void'), runs.ended(late.run, 'failure'))
  expect(await house.market(lost.marketId)).toMatchObject({ status: 'voided', result: { text: 'The sandbox was lost.' } })
  expect(await house.market(late.marketId)).toMatchObject({ status: 'settled', result: { winners: ['failure'] } })
  expect(await house.balance(ada)).toBe(1000)
})
