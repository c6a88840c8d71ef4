/** In which order a market that is over pays. */
import { newId, serviceContext, type BettingFact, type Stored } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { payBetsWhenMarketIsOver } from './pay-bets-when-market-is-over.ts'

const marketId = newId('market')
const done: string[] = []
const note = (what: string) => (id: string, position?: unknown) => {
  done.push(`${what} ${id === marketId} ${typeof position === 'number' ? position : ''}`.trim())
  return Promise.resolve()
}

test.each(['MarketSettled', 'MarketVoided'] as const)('%s: its books are looked at before it pays and after', async (type) => {
  done.length = 0
  const auditor = { requireSound: note('sound'), requirePaid: note('paid') }
  const { react } = payBetsWhenMarketIsOver({ payOut: note('pay') }, auditor)
  const event = { type, data: { marketId }, position: 7 } as unknown as Stored<BettingFact>
  for (const task of await react(event)) await task(serviceContext('betting'))
  expect(done).toEqual(['sound true', 'pay true', 'paid true 7'])
})
