/** Many clients on one market, on a real database: one writer decides their bets in the order in which they came, and appends them in groups. */
import { times } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { marketStream } from './market/market.state.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { runningRun } from './testing/openings.ts'

const house = houseOfFile()

const countTransactions = `select count(distinct xmin::text)::int as transactions, count(*)::int as bets
  from events where stream = $1 and type = 'BetPlaced'`

interface Counted {
  readonly transactions: number
  readonly bets: number
}

const expectFewTransactions = (marketId: string, clients: number) =>
  house.onPool(async (pool) => {
    const { rows } = await pool.query<Counted>(countTransactions, [marketStream(marketId)])
    expect(rows).toEqual([{ transactions: expect.any(Number), bets: clients }])
    expect(rows[0]?.transactions).toBeLessThan(clients / 8)
  })

test.each([64, 256])('%d clients at once are served in the order in which they came, many by one append', async (clients) => {
  const marketId = (await runningRun(house)).markets.success
  const users = await Promise.all(times(clients, (index) => house.newUser(`Bettor ${index}`)))
  const before = (await house.market(marketId)).version
  const bets = await Promise.all(
    users.map((user, index) => house.bet(user, marketId, index % 2 === 0 ? 'success' : 'failure', 1 + (index % 9))),
  )
  expect(bets.map(({ version }) => version)).toEqual(users.map((_, index) => before + 1 + index))
  expect((await house.betsOf(marketId, { limit: 500 })).items.map(({ userId }) => userId)).toEqual(users.map(({ id }) => id))
  await expectFewTransactions(marketId, clients)
})
