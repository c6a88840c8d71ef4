/** All matches, one document each; their sandboxes are joined when they are read. */
import type { Match, MatchFact, StoredEvent } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { evolveDocuments, pageOfDocuments } from './documents.ts'
import { evolveMatchDoc, type MatchDoc } from './match-doc.ts'
import { findSandboxes } from './sandboxes.view.ts'

export const matchesView: View = {
  name: 'matches',
  version: 1,
  tables: ['matches'],
  ddl: `create table matches (id text primary key, doc jsonb not null);
    create index matches_by_status on matches ((doc->>'status'))`,
  apply: (db, events) =>
    evolveDocuments<MatchDoc>(db, 'matches', {
      events: events.filter(({ stream }) => stream.startsWith('match-')),
      idOf: ({ data }) => (data as MatchFact['data']).matchId,
      evolve: (doc, event) => evolveMatchDoc(doc, event as StoredEvent & MatchFact),
    }),
}

const withSandboxes = async (db: Database, docs: readonly MatchDoc[]): Promise<Match[]> => {
  const sandboxes = await findSandboxes(
    db,
    docs.flatMap(({ sandboxIds }) => sandboxIds),
  )
  return docs.map(({ sandboxIds, ...doc }) => ({ ...doc, sandboxes: sandboxes.filter(({ id }) => sandboxIds.includes(id)) }))
}

export const findMatch = async (db: Database, id: string): Promise<Match | null> => {
  const { rows } = await db.query<{ doc: MatchDoc }>('select doc from matches where id = $1', [id])
  return (
    (
      await withSandboxes(
        db,
        rows.map(({ doc }) => doc),
      )
    )[0] ?? null
  )
}

export const pageOfMatches = async (db: Database, page: Parameters<typeof pageOfDocuments>[2]) => {
  const { docs, next } = await pageOfDocuments<MatchDoc>(db, 'matches', page)
  return { items: await withSandboxes(db, docs), next }
}
