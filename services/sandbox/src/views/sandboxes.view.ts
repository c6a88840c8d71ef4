/** All sandboxes, one document each. */
import type { Sandbox, SandboxFact, StoredEvent } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { evolveDocuments, pageOfDocuments } from './documents.ts'
import { evolveSandboxDoc } from './sandbox-doc.ts'

const isOfSandbox = ({ stream }: StoredEvent) => stream.startsWith('sandbox-')

export const sandboxesView: View = {
  name: 'sandboxes',
  version: 1,
  tables: ['sandboxes'],
  ddl: `create table sandboxes (id text primary key, doc jsonb not null);
    create index sandboxes_by_status on sandboxes ((doc->>'status'));
    create index sandboxes_by_match on sandboxes ((doc->>'matchId'))`,
  apply: (db, events) =>
    evolveDocuments<Sandbox>(db, 'sandboxes', {
      events: events.filter(isOfSandbox),
      idOf: ({ data }) => (data as SandboxFact['data']).sandboxId,
      evolve: (doc, event) => evolveSandboxDoc(doc, event as StoredEvent & SandboxFact),
    }),
}

export const findSandboxes = async (db: Database, ids: readonly string[]): Promise<readonly Sandbox[]> => {
  const { rows } = await db.query<{ doc: Sandbox }>('select doc from sandboxes where id = any($1::text[])', [ids])
  const byId = new Map(rows.map(({ doc }) => [doc.id, doc]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export const pageOfSandboxes = (db: Database, page: Parameters<typeof pageOfDocuments>[2]) =>
  pageOfDocuments<Sandbox>(db, 'sandboxes', page)
