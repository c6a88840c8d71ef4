/** Which runs are still to be kept: what a supervisor takes up again after a restart. */
import type { Database } from '@agent-arena/event-store'
import type { Sandbox } from '@agent-arena/contracts'
import type { RunGroup } from './standing.ts'

/** Sandboxes that still hold a place, or whose match is not over: by group. */
const openSandboxes = async (db: Database): Promise<readonly Pick<Sandbox, 'id' | 'matchId'>[]> => {
  const { rows } = await db.query<Pick<Sandbox, 'id' | 'matchId'>>(
    `select s.id, s.doc->>'matchId' as "matchId" from sandboxes s
     left join matches m on m.id = s.doc->>'matchId'
     where m.doc->>'status' in ('scheduled', 'running') or not s.doc ? 'destroyedAt' or exists (
       select from sandboxes peer where peer.doc->>'matchId' = s.doc->>'matchId' and not peer.doc ? 'destroyedAt')
     order by s.id`,
  )
  return rows
}

export const openGroups = async (db: Database): Promise<readonly RunGroup[]> => {
  const groups = Map.groupBy(await openSandboxes(db), ({ id, matchId }) => matchId ?? id)
  return [...groups.values()].map((sandboxes) => ({
    matchId: sandboxes[0]?.matchId ?? null,
    sandboxIds: sandboxes.map(({ id }) => id),
  }))
}
