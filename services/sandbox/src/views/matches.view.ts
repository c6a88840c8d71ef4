/** All matches, one document each; their sandboxes are joined when they are read. */
import type { MatchFact, StoredEvent } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { evolveDocuments, pageOfDocuments } from './documents.ts'
import { evolveMatchDoc, type MatchDoc } from './match-doc.ts'

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

export const findMatches = async (db: Database, ids: readonly string[]): Promise<readonly MatchDoc[]> =>
  (await db.query<{ doc: MatchDoc }>('select doc from matches where id = any($1::text[])', [ids])).rows.map(({ doc }) => doc)

export const pageOfMatches = (db: Database, page: Parameters<typeof pageOfDocuments>[2]) =>
  pageOfDocuments<MatchDoc>(db, 'matches', page)
