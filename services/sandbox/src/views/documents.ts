/** Documents that follow a log: one row an aggregate, folded from its facts, read and written once a page. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'

export interface DocumentRow<T> {
  readonly id: string
  readonly doc: T
}

/** The documents of one page of events: loads those concerned, evolves them, writes back what changed. */
export const evolveDocuments = async <T>(
  db: Database,
  table: string,
  {
    events,
    idOf,
    evolve,
  }: {
    events: readonly StoredEvent[]
    idOf: (event: StoredEvent) => string
    evolve: (doc: T | undefined, event: StoredEvent) => T | undefined
  },
): Promise<void> => {
  const ids = [...new Set(events.map(idOf))]
  if (ids.length === 0) return
  const { rows } = await db.query<DocumentRow<T>>(`select id, doc from ${table} where id = any($1::text[])`, [ids])
  const docs = new Map(rows.map(({ id, doc }) => [id, doc]))
  for (const event of events) {
    const evolved = evolve(docs.get(idOf(event)), event)
    if (evolved !== undefined) docs.set(idOf(event), evolved)
  }
  await db.query(
    `insert into ${table} (id, doc) select * from unnest($1::text[], $2::jsonb[])
     on conflict (id) do update set doc = excluded.doc`,
    [[...docs.keys()], [...docs.values()].map((doc) => JSON.stringify(doc))],
  )
}

/** Newest first: ids sort by the time they were made. `after` is the id of the last one seen. */
export const pageOfDocuments = async <T>(
  db: Database,
  table: string,
  { status, after, limit }: { status?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ readonly docs: readonly T[]; readonly next: string | null }> => {
  const { rows } = await db.query<DocumentRow<T>>(
    `select id, doc from ${table}
     where ($1::text is null or doc->>'status' = $1) and ($2::text is null or id < $2) order by id desc limit $3`,
    [status ?? null, after ?? null, limit + 1],
  )
  const page = rows.slice(0, limit)
  return { docs: page.map(({ doc }) => doc), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}
