/** Builds a view anew beside the live one, and lets it take its place in one transaction: readers never see less than before. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Pool, PoolClient } from 'pg'
import type { EventLog } from './event-log.ts'
import { PageReader } from './page-reader.ts'
import { copyEvents } from './postgres/copy-events.ts'
import { readPage } from './postgres/read.sql.ts'
import { eventReader, type EventRow } from './postgres/rows.ts'
import { inTransaction } from './postgres/transaction.ts'
import type { View } from './view.ts'

const PAGE = 1000
const CHECKPOINT_EVENTS = 20_000

export interface RebuildOptions {
  readonly log: EventLog
  readonly pool: Pool
  readonly view: View
  /** Told after each page: the last position taken in, and the log's head. */
  readonly onProgress?: (position: number, head: number) => void
  /** Events between two durable checkpoints at most: what a killed rebuild has to read again. Default 20,000. */
  readonly checkpointEvents?: number
  /** Stops between two pages; the next rebuild of the same view goes on from there. */
  readonly signal?: AbortSignal
}

/** Somebody else is rebuilding the same view at this moment. */
export class RebuildUnderWay extends Error {
  constructor(view: string) {
    super(`The view ${view} is being rebuilt already.`)
    this.name = 'RebuildUnderWay'
  }
}

const readerOf = (view: View) => `rebuild ${view.name}`

/** Where the new tables grow, e.g. `betting_rebuild_markets`. */
const shadowOf = (schema: string, view: View) => `${schema}_rebuild_${view.name.replaceAll('-', '_')}`

interface Site {
  readonly schema: string
  readonly shadow: string
}

/** New tables are found first, everything else where it always is. */
const onShadow = <T>(pool: Pool, { schema, shadow }: Site, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (client) => {
    await client.query(`set local search_path to ${shadow}, ${schema}`)
    return work(client)
  })

const checkpointOf = async (client: PoolClient, reader: string, version: number): Promise<number | null> => {
  const { rows } = await client.query<{ position: string }>(
    'select position from checkpoints where reader = $1 and version = $2 for update',
    [reader, version],
  )
  return rows[0] ? Number(rows[0].position) : null
}

const saveCheckpoint = (client: PoolClient, reader: string, version: number, position: number) =>
  client.query(
    `insert into checkpoints (reader, version, position) values ($1, $2, $3)
     on conflict (reader) do update set version = excluded.version, position = excluded.position, updated_at = clock_timestamp()`,
    [reader, version, position],
  )

/** Goes on with what an interrupted rebuild of the same version left, else begins with empty tables. */
const begin = (pool: Pool, site: Site, view: View): Promise<number> =>
  onShadow(pool, site, async (client) => {
    const left = await checkpointOf(client, readerOf(view), view.version)
    if (left !== null) return left
    await client.query(`drop schema if exists ${site.shadow} cascade; create schema ${site.shadow}; ${view.ddl}`)
    await saveCheckpoint(client, readerOf(view), view.version, 0)
    return 0
  })

/** Read outside of the pool's transactions: a builder that holds one connection must not wait for a second. */
const readPageBy = async (client: PoolClient, { known }: EventLog, after: number) =>
  (await client.query<EventRow>(readPage, [after, PAGE])).rows.map(eventReader(known))

/** The events as the live view gets them, whose place this one takes. Throws `LaterVersion`. */
const takeIn = async (
  client: PoolClient,
  { log: { known }, view }: RebuildOptions,
  events: readonly StoredEvent[],
): Promise<number | null> => {
  const last = events.at(-1)
  if (!last) return null
  for (const event of events) known.requireReadable(event)
  await view.apply(client, events)
  await saveCheckpoint(client, readerOf(view), view.version, last.position)
  return last.position
}

const catchUp = async (options: RebuildOptions, site: Site, pages: PageReader): Promise<void> => {
  const { log, pool, view, onProgress, signal } = options
  let position = await begin(pool, site, view)
  for (let head = await log.head(); position < head; head = await log.head()) {
    signal?.throwIfAborted()
    const events = await pages.after(position)
    position = (await onShadow(pool, site, (client) => takeIn(client, options, events))) ?? position
    onProgress?.(position, head)
  }
}

/** The pages come by a connection of their own, so that the next one is read while rows are written. */
const catchUpBy = async (reading: PoolClient, options: RebuildOptions, site: Site): Promise<void> => {
  const longest = options.checkpointEvents ?? CHECKPOINT_EVENTS
  const { known } = options.log
  const read = async (after: number, limit: number) =>
    (await copyEvents(reading, after, limit)).map((event) => known.upcast(event))
  const pages = new PageReader(read, { first: longest, longest })
  try {
    await catchUp(options, site, pages)
  } finally {
    await pages.settled()
  }
}

/** Readers take their locks in orders of their own: who waits here gives way after a moment, before a deadlock can be. */
const LOCK_PATIENCE = '200ms'
const LOCK_TRIES = 50
const LOCK_NOT_AVAILABLE = '55P03'

const holdTables = async (client: PoolClient, { schema }: Site, { name, tables }: View) => {
  await client.query('select from checkpoints where reader = $1 for update', [name])
  const { rows } = await client.query<{ table: string }>('select tablename as table from pg_tables where schemaname = $1', [
    schema,
  ])
  const standing = tables.filter((table) => rows.some((row) => row.table === table)).map((table) => `${schema}.${table}`)
  await client.query(`set local lock_timeout = '${LOCK_PATIENCE}'`)
  if (standing.length > 0) await client.query(`lock table ${standing.join(', ')} in access exclusive mode`)
}

/** While the live checkpoint is held, the live view stands still; the last events are taken in, and the tables change places. */
const changePlaces = (options: RebuildOptions, site: Site): Promise<number> =>
  onShadow(options.pool, site, async (client) => {
    const { log, view } = options
    await holdTables(client, site, view)
    let position = (await checkpointOf(client, readerOf(view), view.version)) ?? 0
    for (let next: number | null = position; next !== null;) {
      position = next
      next = await takeIn(client, options, await readPageBy(client, log, position))
    }
    for (const table of view.tables) {
      await client.query(`drop table if exists ${site.schema}.${table} cascade`)
      await client.query(`alter table ${site.shadow}.${table} set schema ${site.schema}`)
    }
    await saveCheckpoint(client, view.name, view.version, position)
    await client.query('delete from checkpoints where reader = $1', [readerOf(view)])
    await client.query(`drop schema ${site.shadow} cascade`)
    return position
  })

const isLockTimeout = (error: unknown) => Error.isError(error) && 'code' in error && error.code === LOCK_NOT_AVAILABLE

const takePlace = async (options: RebuildOptions, site: Site): Promise<number> => {
  for (let tries = 1; ; tries++) {
    try {
      return await changePlaces(options, site)
    } catch (error) {
      if (!isLockTimeout(error) || tries === LOCK_TRIES) throw error
    }
  }
}

/** Answers the position that the new view shows. Throws `RebuildUnderWay`, `LaterVersion`, or the signal's reason. */
export const rebuildView = async (options: RebuildOptions): Promise<number> => {
  const { pool, view } = options
  const holder = await pool.connect()
  try {
    const { rows } = await holder.query<{ schema: string; free: boolean }>(
      'select current_schema() as schema, pg_try_advisory_lock(hashtextextended(current_schema() || $1, 0)) as free',
      [readerOf(view)],
    )
    if (!rows[0]?.free) throw new RebuildUnderWay(view.name)
    const site = { schema: rows[0].schema, shadow: shadowOf(rows[0].schema, view) }
    await catchUpBy(holder, options, site)
    const position = await takePlace(options, site)
    await holder.query('select pg_advisory_unlock_all()') // The next one may begin at once.
    return position
  } finally {
    holder.release(true) // What it still holds goes with its connection.
  }
}
