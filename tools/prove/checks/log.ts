/** I1: the versions of each stream are 1…n and the positions of each log are 1…n. */
import type { Pool } from 'pg'
import { none, Violation } from './violation.ts'

const brokenStreams = `
  select stream, count(*)::int as events, min(version) as first, max(version) as last from events
  group by stream having min(version) <> 1 or max(version) <> count(*)`

const extent = `
  select count(*)::int as events, coalesce(min(position), 1)::int as first, coalesce(max(position), 0)::int as last,
    (select position::int from head) as head from events`

interface Extent {
  readonly events: number
  readonly first: number
  readonly last: number
  readonly head: number
}

/** Answers how many events the log has. */
export const checkLog = async (pool: Pool, log: string): Promise<number> => {
  none('I1', `streams of ${log} whose versions are not 1…n`, (await pool.query(brokenStreams)).rows)
  const { rows } = await pool.query<Extent>(extent)
  const { events = 0, first = 1, last = 0, head = 0 } = rows[0] ?? {}
  if (first !== 1 || last !== events || head !== last)
    throw new Violation('I1', `${log} has ${events} events at the positions ${first}…${last}, and its head says ${head}`)
  return events
}
