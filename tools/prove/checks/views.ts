/** I5: each view shows what its log says: the hash of the live view is that of one which is built anew. */
import { hashOfView, PostgresEventLog, rebuildView, type View } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

/** Nobody may write meanwhile. Its figures are the hashes by view. */
export const checkViews = async (pool: Pool, views: readonly View[]): Promise<Verdict> => {
  const log = new PostgresEventLog(pool)
  const figures: Record<string, string> = {}
  const others: { readonly view: string; readonly live: string; readonly rebuilt: string }[] = []
  for (const view of views) {
    const live = await hashOfView(pool, view)
    await rebuildView({ log, pool, view })
    const rebuilt = await hashOfView(pool, view)
    if (live !== rebuilt) others.push({ view: view.name, live, rebuilt })
    figures[`hash of the view ${view.name}`] = live
  }
  return { figures, violations: wrong('I5', 'views that have another hash once they are built anew', others) }
}
