/** I5 across services: the feed of insights holds each event of sandbox and betting exactly once, and in order. */
import type { Pool } from 'pg'
import { joined, surplus, type Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

/** How many items an event of each type shows in the feeds of a run that has one sandbox and no match. */
const itemsOf = {
  sandbox: { SandboxRequested: 1, SandboxStarted: 1, SandboxProgressed: 1, SandboxEnded: 2 },
  betting: { BetPlaced: 1, MarketLocked: 1, MarketSettled: 1, MarketReversed: 1, MarketVoided: 1 },
} as const

/** Odds are told at times, and stand for no event of their own. */
const wrongCounts = (source: keyof typeof itemsOf) => `
  with shown as (
    select (data -> 'source' ->> 'position')::bigint as position, count(*)::int as items from insights.events
    where data -> 'source' ->> 'log' = '${source}' and data ->> 'kind' <> 'odds' group by 1),
  told as (
    select position, coalesce(($1::json ->> type)::int, 0) as items from ${source}.events)
  select position, coalesce(told.items, 0) as expected, coalesce(shown.items, 0) as found
  from told full join shown using (position) where coalesce(told.items, 0) <> coalesce(shown.items, 0) order by 1`

const outOfOrder = `
  select stream, version from (
    select stream, version, (data -> 'source' ->> 'position')::bigint as position,
      lag((data -> 'source' ->> 'position')::bigint) over (partition by stream, data -> 'source' ->> 'log' order by version) as before
    from insights.events) as items where before > position`

interface Miscounted {
  readonly position: string
  readonly expected: number
  readonly found: number
}

/** The pool may be of any schema of the house. Counts the items that are missing, and those that are there too often. */
export const checkFeed = async (pool: Pool): Promise<Verdict> => {
  const ofSource = async (source: keyof typeof itemsOf): Promise<Verdict> => {
    const { rows } = await pool.query<Miscounted>(wrongCounts(source), [JSON.stringify(itemsOf[source])])
    return {
      figures: {
        lost: surplus(rows.map(({ expected, found }) => expected - found)),
        doubled: surplus(rows.map(({ expected, found }) => found - expected)),
      },
      violations: wrong('I5', `events of ${source} that the feed does not show as often as it should`, rows),
    }
  }
  const early = (await pool.query(outOfOrder)).rows
  const violations = wrong('I5', 'items of a feed that come before an older event of the same log', early)
  return joined([await ofSource('sandbox'), await ofSource('betting'), { figures: {}, violations }])
}
