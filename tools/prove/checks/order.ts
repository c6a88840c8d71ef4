/** I7 and the order of a market: no bet stands behind the lock, and who was answered before another one asked stands before it. */
import type { Pool } from 'pg'
import type { Load } from '../rig/load.ts'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

const betsBehindLocks = `
  select stream, version from events join (
    select stream, min(version) as locked from events where type in ('MarketLocked', 'MarketSettled', 'MarketVoided') group by stream
  ) as locks using (stream) where type = 'BetPlaced' and version > locked`

const checkLocks = async (pool: Pool): Promise<readonly string[]> =>
  wrong('I7', 'bets that stand behind the lock of their market', (await pool.query(betsBehindLocks)).rows)

type Answered = Load['acknowledged']

/** The bets of one market that overtook another one which had been answered before they were asked. */
const overtaking = (bets: Answered): Answered => {
  const answered = bets.toSorted((a, b) => a.answeredAt - b.answeredAt)
  let [seen, latest] = [0, 0]
  return bets
    .toSorted((a, b) => a.askedAt - b.askedAt)
    .filter(({ askedAt, bet }) => {
      for (let next = answered[seen]; next && next.answeredAt < askedAt; next = answered[++seen])
        latest = Math.max(latest, next.bet.version)
      return bet.version <= latest
    })
}

const checkTurns = (acknowledged: Answered): readonly string[] =>
  [...Map.groupBy(acknowledged, ({ bet }) => bet.marketId)].flatMap(([marketId, bets]) =>
    wrong('Order', `bets of ${marketId} that stand before one which was answered before they were asked`, overtaking(bets)),
  )

/** Of betting. */
export const checkOrder = async (pool: Pool, { acknowledged }: Load): Promise<Verdict> => ({
  figures: {},
  violations: [...checkTurns(acknowledged), ...(await checkLocks(pool))],
})
