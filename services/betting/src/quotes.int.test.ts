/** What a quote tells of a running market is what the bet after it gets, by the same clock and to the last digit. */
import { expect, test } from '@jest/globals'
import { quoteBet } from '@agent-arena/contracts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile({ feeBps: 500 })

const quoteOf = (marketId: string, stake: number) => house.ask(quoteBet, { marketId, outcome: 'success', stake })

/** A market with bets on both sides, whose run began so many seconds ago. */
const runningFor = async (seconds: number) => {
  const { run, marketId } = await openRun(house)
  const ada = await house.newUser('Ada')
  await house.bet(ada, marketId, 'failure', 300)
  await house.bet(ada, marketId, 'success', 70)
  await house.tell(runs.started(run, runs.inSeconds(-seconds)))
  return { run, marketId }
}

test('as time passes a bet weighs no more than the quote before it, and no less than the one after it', async () => {
  const { marketId } = await runningFor(200)
  const bob = await house.newUser('Bob')
  const before = await quoteOf(marketId, 10)
  const { weightBps } = await house.bet(bob, marketId, 'success', 10)
  const after = await quoteOf(marketId, 10)
  expect(before.weightBps).toBeLessThan(10_000)
  expect(weightBps).toBeLessThanOrEqual(before.weightBps)
  expect(weightBps).toBeGreaterThanOrEqual(after.weightBps)
})

test('while progress weighs more than time a bet has the quoted weight, and its multiplier may be asked for, but not a hair more', async () => {
  const { run, marketId } = await runningFor(0)
  await house.tell(runs.progressed(run, 80))
  const bob = await house.newUser('Bob')
  const { multiplierAfter, weightBps } = await quoteOf(marketId, 33)
  const hairMore = multiplierAfter * (1 + Number.EPSILON)
  expect(hairMore).toBeGreaterThan(multiplierAfter)
  const asking = (minMultiplier: number) => house.bet(bob, marketId, 'success', 33, { minMultiplier })
  await expect(asking(hairMore)).rejects.toMatchObject({
    reason: 'multiplier-moved',
    details: { extra: { multiplier: multiplierAfter } },
  })
  expect(await asking(multiplierAfter)).toMatchObject({ weightBps })
  expect(weightBps).toBe(10_000 - Math.ceil((5_000 * 80) / 90))
})
