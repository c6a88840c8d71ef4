/** I5: each view shows what its log says: the hash of the live view is that of one which is built anew. */
import { hashOfView, PostgresEventLog, rebuildView, type View } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { Violation } from './violation.ts'

/** Nobody may write meanwhile. Answers the hashes by view. */
export const checkViews = async (pool: Pool, views: readonly View[]): Promise<Readonly<Record<string, string>>> => {
  const log = new PostgresEventLog(pool)
  const hashes: Record<string, string> = {}
  for (const view of views) {
    const live = await hashOfView(pool, view)
    await rebuildView({ log, pool, view })
    const rebuilt = await hashOfView(pool, view)
    if (live !== rebuilt)
      throw new Violation('I5', `the live view ${view.name} has the hash ${live}, built anew it has ${rebuilt}`)
    hashes[`hash of the view ${view.name}`] = live
  }
  return hashes
}
