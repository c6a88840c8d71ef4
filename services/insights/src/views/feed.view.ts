/** The feed as it is read: the items of each sandbox by number, and the latest of all. */
import { notFound, type FeedItem, type FeedItemRecorded, type RecentItem, type Stored } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'

export const feedView: View = {
  name: 'feed',
  version: 1,
  tables: ['feed_items'],
  ddl: `create table feed_items (
      sandbox_id text not null, seq integer not null, position bigint not null unique,
      at text not null, kind text not null, data json not null,
      primary key (sandbox_id, seq)
    )`,
  async apply(db, events) {
    await db.query(
      `insert into feed_items select * from json_to_recordset($1)
       as item(sandbox_id text, seq integer, position bigint, at text, kind text, data json)`,
      [JSON.stringify((events as readonly Stored<FeedItemRecorded>[]).map(rowOf))],
    )
  },
}

const rowOf = ({ data: { sandboxId, at, kind, data }, version, position }: Stored<FeedItemRecorded>) => ({
  sandbox_id: sandboxId,
  seq: version,
  position,
  at,
  kind,
  data,
})

export interface FeedPage {
  readonly items: FeedItem[]
  /** Number to go on with, in the direction that was asked; null at the end. */
  readonly next: number | null
}

const columns = 'seq, at, kind, data'
const itemsAfter = `select ${columns} from feed_items where sandbox_id = $1 and seq > $2 order by seq limit $3`
const itemsBefore = `select ${columns} from feed_items where sandbox_id = $1 and seq < $2 order by seq desc limit $3`
const isKnown = 'select from feed_items where sandbox_id = $1 limit 1'
const latest = `select sandbox_id as "sandboxId", ${columns} from feed_items order by position desc limit $1`

/** A sandbox is known when it has an item; its request is the first. */
const expectKnown = async (db: Database, sandboxId: string) => {
  const { rows } = await db.query(isKnown, [sandboxId])
  if (rows.length === 0) throw notFound('sandbox', sandboxId)
}

export const readAfter = async (
  db: Database,
  sandboxId: string,
  { after, limit }: { after: number; limit: number },
): Promise<FeedPage> => {
  const { rows } = await db.query<FeedItem>(itemsAfter, [sandboxId, after, limit + 1])
  if (rows.length === 0) await expectKnown(db, sandboxId)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null }
}

export const readBefore = async (
  db: Database,
  sandboxId: string,
  { before, limit }: { before: number; limit: number },
): Promise<FeedPage> => {
  const { rows } = await db.query<FeedItem>(itemsBefore, [sandboxId, before, limit])
  if (rows.length === 0) await expectKnown(db, sandboxId)
  const items = rows.toReversed()
  const first = items[0]?.seq ?? 1
  return { items, next: first > 1 ? first : null }
}

/** Newest first. */
export const readLatest = async (db: Database, limit: number): Promise<RecentItem[]> =>
  (await db.query<RecentItem>(latest, [limit])).rows
