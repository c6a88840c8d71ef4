/** The public record of a market through the whole service: whoever reads it computes what was told and what was paid. */
import { checkSettlement, getMarketHistory, listMarketEvents, newId, readAllPages, type MarketFact } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { houseOfFile } from './testing/house-of-file.ts'
import { runningRun } from './testing/openings.ts'
import { ended } from './testing/runs.ts'

const house = houseOfFile({ feeBps: 250 })

test('the record, read page by page, recomputes to what was told and paid, to the credit', async () => {
  const run = await runningRun(house)
  const marketId = run.markets.success
  const people = await Promise.all(['Ada', 'Bo', 'Cy', 'Di'].map((name) => house.newUser(name)))
  for (const [index, user] of people.entries())
    for (const stake of [7, 33]) await house.bet(user, marketId, index % 2 === 0 ? 'success' : 'failure', stake + index)
  await house.tell(ended(run, 'success'))

  const record = await readAllPages((page) => house.ask(listMarketEvents, { marketId, ...page, limit: 3 }))
  expect(record.map(({ version }) => version)).toEqual(record.map((_, index) => index + 1))
  const { items: paid } = await house.betsOf(marketId)
  const facts = record as readonly unknown[] as readonly MarketFact[]
  const checked = checkSettlement(facts, await house.settlement(marketId), paid)
  expect(checked).toMatchObject({ bets: 8, differences: [], unpaid: 0 })
  expect(checked?.credits).toBe(paid.reduce((sum, { payout }) => sum + (payout ?? 0), 0))

  const { points, marks } = await house.ask(getMarketHistory, { marketId })
  expect(points.reduce((sum, { bets }) => sum + bets, 0)).toBe(8)
  expect(marks.map(({ kind }) => kind)).toEqual(['start', 'lock', 'verdict'])
})

test('a market that nobody knows has no record and no history; a cursor of another kind is refused', async () => {
  const marketId = newId('market')
  await expect(house.ask(listMarketEvents, { marketId })).rejects.toMatchObject({ reason: 'not-found' })
  await expect(house.ask(getMarketHistory, { marketId })).rejects.toMatchObject({ reason: 'not-found' })
  await expect(house.ask(listMarketEvents, { marketId, after: 'x' })).rejects.toMatchObject({ reason: 'malformed' })
  await expect(house.ask(listMarketEvents, { marketId, after: '9'.repeat(15) })).rejects.toMatchObject({ reason: 'not-found' })
})
