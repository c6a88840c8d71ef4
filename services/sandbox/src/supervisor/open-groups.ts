/** Which runs are still to be kept: what a supervisor takes up again after a restart. */
import type { Database } from '@agent-arena/event-store'
import { openSandboxes } from '../views/sandboxes.view.ts'
import type { RunGroup } from './standing.ts'

export const openGroups = async (db: Database): Promise<readonly RunGroup[]> => {
  const groups = Map.groupBy(await openSandboxes(db), ({ id, matchId }) => matchId ?? id)
  return [...groups.values()].map((sandboxes) => ({
    matchId: sandboxes[0]?.matchId ?? null,
    sandboxIds: sandboxes.map(({ id }) => id),
  }))
}
