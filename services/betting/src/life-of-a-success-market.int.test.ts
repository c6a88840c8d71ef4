/** The whole life of the market on whether a run succeeds, on a real database. */
import { describe, expect, test } from '@jest/globals'
import { listMarketEvents } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import type { User } from './testing/audience.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile()

/** The sentences of a wallet, the newest first. */
const textsOf = async (user: User) => (await house.entries(user)).items.map(({ text }) => text)

const refund = (credits: number, because: string) => `Refund of ${credits} on Succeeds: Will “Two mugs” succeed? ${because}`

describe('a success market', () => {
  test('opens at full weight when the sandbox is requested, before the run begins', async () => {
    const run = runs.newRun()
    const startsAt = runs.inSeconds(30)
    await house.tell(runs.requested(run, { startsAt, timeLimitSeconds: 100 }))
    expect(await house.market(run.markets.success)).toMatchObject({
      kind: 'success',
      title: 'Will “Two mugs” succeed?',
      sandboxId: run.sandboxId,
      status: 'open',
      pool: 0,
      weightBps: 10_000,
      lockAt: new Date(Date.parse(startsAt) + 80_000).toISOString(),
      outcomes: [
        { id: 'success', name: 'Succeeds', stake: 0, shares: '0', multiplier: null, open: true },
        { id: 'failure', name: 'Fails', stake: 0, shares: '0', multiplier: null, open: true },
      ],
      version: 1,
    })
  })

  test('pays the winners the losing side in proportion to their shares, to the credit', async () => {
    const { run, marketId } = await openRun(house)
    const [ada, bob, cyd] = [await house.newUser('Ada'), await house.newUser('Bob'), await house.newUser('Cyd')]
    const bet = await house.bet(ada, marketId, 'success', 100)
    expect(bet).toMatchObject({
      marketId,
      userId: ada.id,
      userName: 'Ada',
      outcome: 'success',
      stake: 100,
      weightBps: 10_000,
      version: 2,
    })
    await house.bet(bob, marketId, 'success', 200)
    await house.bet(cyd, marketId, 'failure', 100)
    expect(await house.balance(ada)).toBe(900)
    await house.tell(runs.started(run), runs.ended(run, 'success'))
    expect(await house.market(marketId)).toMatchObject({
      status: 'settled',
      lockCause: 'ended',
      pool: 400,
      result: { winners: ['success'], text: 'It succeeded. All checks are met.' },
    })
    expect(await house.settlement(marketId)).toMatchObject({
      status: 'settled',
      outcome: 'success',
      winners: ['success'],
      losingPool: 100,
      fee: 0,
      payouts: [
        { betId: bet.id, userId: ada.id, outcome: 'success', stake: 100, payout: 133, kind: 'win' },
        { userId: bob.id, outcome: 'success', stake: 200, payout: 267, kind: 'win' },
        { userId: cyd.id, outcome: 'failure', stake: 100, payout: 0, kind: 'loss' },
      ],
    })
    expect([await house.balance(ada), await house.balance(bob), await house.balance(cyd)]).toEqual([1033, 1067, 900])
    expect((await house.myBets(cyd)).items).toMatchObject([{ status: 'lost', payout: 0, outcomeName: 'Fails' }])
    const { items } = await house.entries(ada)
    expect(items.map(({ amount, balance, reason, text }) => [amount, balance, reason, text])).toEqual([
      [133, 1033, 'payout', 'Paid back 133 on Succeeds: stake 100 and 33 won. Will “Two mugs” succeed?'],
      [-100, 900, 'stake', 'Staked 100 on Succeeds: Will “Two mugs” succeed?'],
      [1000, 1000, 'grant', 'Welcome: 1,000 credits to play with.'],
    ])
  })

  test('takes no bet from 80 % of the time on, and locks by itself then and not before', async () => {
    const run = runs.newRun()
    const marketId = run.markets.success
    const ada = await house.newUser()
    await house.tell(runs.requested(run), runs.started(run, runs.inSeconds(-799.8)))
    const { lockAt } = await house.market(marketId)
    await new Promise((resolve) => setTimeout(resolve, Date.parse(lockAt) - Date.now() + 5))
    await expect(house.bet(ada, marketId, 'success', 1)).rejects.toMatchObject({ reason: 'market-locked' })
    const locked = async () => {
      const market = await house.market(marketId)
      expect(market).toMatchObject({ status: 'locked', lockCause: 'time', weightBps: 5_000 })
      return market
    }
    const { lockedAt } = await eventually(locked, { timeoutMs: 20_000 })
    expect(Date.parse(lockedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(lockAt))
    const { items } = await house.ask(listMarketEvents, { marketId, limit: 500 })
    expect(items.findLast(({ type }) => type === 'MarketLocked')).toMatchObject({ data: { evidenceAt: lockAt } })
  })

  test('locks at 90 % of the referee’s progress, and leaves the agent’s claims alone', async () => {
    const { run, marketId } = await openRun(house)
    await house.tell(runs.started(run), runs.progressed(run, 100, { source: 'claim' }))
    expect(await house.market(marketId)).toMatchObject({ status: 'open', weightBps: expect.any(Number) })
    await house.tell(runs.progressed(run, 45))
    expect(await house.market(marketId)).toMatchObject({ status: 'open', weightBps: 7_500 })
    await house.tell(runs.progressed(run, 90))
    expect(await house.market(marketId)).toMatchObject({
      status: 'locked',
      lockCause: 'progress',
      outcomes: [{ open: false }, { open: false }],
    })
  })

  test('locks when a run without checks says that it is done, and settles with the verdict', async () => {
    const { run, marketId } = await openRun(house)
    await house.tell(runs.started(run), runs.claimed(run, false))
    expect(await house.market(marketId)).toMatchObject({ status: 'open' })
    await house.tell(runs.claimed(run, true))
    expect(await house.market(marketId)).toMatchObject({ status: 'locked', lockCause: 'ended' })
    await house.tell(runs.ended(run, 'failure'))
    expect(await house.market(marketId)).toMatchObject({ status: 'settled', result: { winners: ['failure'] } })
  })

  test('refunds a bet that came after the claim of a run without checks', async () => {
    const { run, marketId } = await openRun(house)
    const ada = await house.newUser()
    const saidAt = runs.inSeconds(-1)
    await house.bet(ada, marketId, 'success', 100)
    await house.tell(runs.started(run), runs.claimed(run, true, saidAt))
    expect(await house.market(marketId)).toMatchObject({ status: 'locked', pool: 0 })
    await house.tell(runs.ended(run, 'success'))
    expect((await house.myBets(ada)).items).toMatchObject([{ status: 'refunded', payout: 100 }])
  })

  test('refunds everybody when the platform failed, and says why', async () => {
    const { run, marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.bet(ada, marketId, 'success', 1000)
    await house.bet(bob, marketId, 'failure', 7)
    await house.tell(runs.started(run), runs.ended(run, 'void'))
    expect(await house.market(marketId)).toMatchObject({
      status: 'voided',
      lockCause: 'voided',
      result: { winners: [], text: 'The sandbox was lost.' },
    })
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1000, 1000])
    const { items } = await house.entries(bob, { limit: 1 })
    expect(items[0]?.text).toBe('Refund of 7 on Fails: Will “Two mugs” succeed? The market was cancelled. The sandbox was lost.')
    expect(await house.settlement(marketId)).toMatchObject({
      status: 'voided',
      outcome: null,
      fee: 0,
      position: expect.any(Number),
    })
    await house.tell(runs.ended(run, 'success'), runs.ended(run, 'void'))
    expect(await house.market(marketId)).toMatchObject({ status: 'voided' })
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1000, 1000])
  })

  test.each([
    ['nobody backed the winner', 'failure', 'Nobody had backed the winner.'],
    ['only one side was backed', 'success', 'Nobody had bet against the winner.'],
  ] as const)('refunds everybody when %s, and says so', async (_, verdict, because) => {
    const { run, marketId } = await openRun(house)
    const ada = await house.newUser()
    await house.bet(ada, marketId, 'success', 40)
    await house.bet(ada, marketId, 'success', 2)
    await house.tell(runs.started(run), runs.ended(run, verdict))
    expect(await house.balance(ada)).toBe(1000)
    expect((await house.myBets(ada)).items.map(({ status, payout }) => [status, payout])).toEqual([
      ['refunded', 2],
      ['refunded', 40],
    ])
    expect((await textsOf(ada)).slice(0, 2).toSorted()).toEqual([refund(2, because), refund(40, because)])
    expect(await house.settlement(marketId)).toMatchObject({ status: 'settled', outcome: verdict, losingPool: 0, fee: 0 })
  })

  test('refunds a bet that came after the evidence, in the lock and in the verdict, and says so', async () => {
    const { run, marketId } = await openRun(house)
    const [ada, bob, cyd] = [await house.newUser('Ada'), await house.newUser('Bob'), await house.newUser('Cyd')]
    const early = await house.bet(ada, marketId, 'success', 100)
    await house.bet(bob, marketId, 'failure', 50)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const verdictEvidence = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await house.bet(bob, marketId, 'success', 300)
    const lockEvidence = new Date().toISOString()
    await new Promise((resolve) => setTimeout(resolve, 5))
    await house.bet(cyd, marketId, 'success', 900)
    await house.tell(runs.started(run), runs.progressed(run, 95, { evidenceAt: lockEvidence }))
    expect(await house.market(marketId)).toMatchObject({ status: 'locked', pool: 450 })
    await house.tell(runs.ended(run, 'success', verdictEvidence))
    expect(await house.market(marketId)).toMatchObject({ status: 'settled', pool: 150 })
    const { payouts, losingPool } = await house.settlement(marketId)
    expect(losingPool).toBe(50)
    expect(payouts.map(({ payout, kind }) => [payout, kind])).toEqual([
      [150, 'win'],
      [0, 'loss'],
      [300, 'refund'],
      [900, 'refund'],
    ])
    expect(payouts[0]?.betId).toBe(early.id)
    expect([await house.balance(ada), await house.balance(bob), await house.balance(cyd)]).toEqual([1050, 950, 1000])
    const tooLate = 'The bet came after the outcome could be known.'
    for (const [late, credits] of [
      [bob, 300],
      [cyd, 900],
    ] as const)
      expect(await textsOf(late)).toContain(refund(credits, tooLate))
  })

  test('settles once, however often the verdict comes', async () => {
    const { run, marketId } = await openRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.bet(ada, marketId, 'success', 10)
    await house.bet(bob, marketId, 'failure', 10)
    await house.tell(
      runs.started(run),
      runs.ended(run, 'success'),
      runs.ended(run, 'success'),
      runs.ended(run, 'failure'),
      runs.ended(run, 'void'),
    )
    expect(await house.settlement(marketId)).toMatchObject({ status: 'settled', outcome: 'success' })
    expect([await house.balance(ada), await house.balance(bob)]).toEqual([1010, 990])
  })
})
