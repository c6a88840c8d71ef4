/** I5 for the view that is rebuilt, beside its log: sums show what was counted twice, rows show what is missing. */
import type { Database } from '@agent-arena/event-store'
import { surplus, type Verdict } from '../checks/verdict.ts'
import { wrong } from '../checks/violation.ts'

const wrongSums = (prefix: string) => `
  with told as (select data ->> 'market' as market, count(*)::int as bets from events group by 1)
  select market, coalesce(told.bets, 0) as expected, coalesce(sums.bets, 0)::int as found
  from told full join ${prefix}_sums as sums using (market) where told.bets is distinct from sums.bets`

const missingRows = (prefix: string) => `
  select position from events left join ${prefix}_bets as bets using (position) where bets.position is null`

interface Miscounted {
  readonly market: string
  readonly expected: number
  readonly found: number
}

export const checkStakes = async (db: Database, prefix: string): Promise<Verdict> => {
  const sums = (await db.query<Miscounted>(wrongSums(prefix))).rows
  const missing = (await db.query(missingRows(prefix))).rows
  return {
    figures: {
      lost: Math.max(missing.length, surplus(sums.map(({ expected, found }) => expected - found))),
      doubled: surplus(sums.map(({ expected, found }) => found - expected)),
    },
    violations: [
      ...wrong('I5', 'markets whose bets the rebuilt view does not count as its log does', sums),
      ...wrong('I5', 'events that have no row in the rebuilt view', missing),
    ],
  }
}
