/** I1: the versions of each stream are 1…n and the positions of each log are 1…n. */
import type { Pool } from 'pg'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

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

/** Counts the events of the log and what is missing between them: positions, and versions of streams that have lost some. */
export const checkLog = async (pool: Pool, log: string): Promise<Verdict> => {
  const broken = (await pool.query(brokenStreams)).rows
  const extents = (await pool.query<Extent>(extent)).rows
  const [{ events, head } = { events: 0, head: 0 }] = extents
  const unlike = extents.filter((found) => found.first !== 1 || found.last !== found.events || found.head !== found.last)
  return {
    figures: { [`${log} events`]: events, gaps: broken.length + Math.abs(head - events) },
    violations: [
      ...wrong('I1', `streams of ${log} whose versions are not 1…n`, broken),
      ...wrong('I1', `the positions of ${log} are not 1…n up to its head`, unlike),
    ],
  }
}
