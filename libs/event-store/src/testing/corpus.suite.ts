/** Recorded logs replay to the same rows in every later build: what a service was, it stays. */
import { allEvents, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Pool } from 'pg'
import { logMigrations, migrate } from '../postgres/migrate.ts'
import { openPool } from '../postgres/open-pool.ts'
import { PostgresEventLog } from '../postgres/postgres-log.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { rebuildView } from '../rebuild.ts'
import { hashOfView } from '../view-hash.ts'
import type { View } from '../view.ts'

export interface Corpus {
  readonly service: ServiceName
  /** Holds `<name>.jsonl` files, each a log in order, and `hashes.json`. */
  readonly folder: string
  readonly views: readonly View[]
  /** A new, empty database. */
  open(): Promise<{ readonly url: string; drop(): Promise<void> }>
}

/** By the name of the log, then by view and version. */
type Hashes = Readonly<Record<string, Readonly<Record<string, string>>>>

const PAGE = 50

/** Rows as they were: the times, too. */
const fill = `insert into events select * from json_to_recordset($1)
  as e(position bigint, stream text, version int, id uuid, type text, data json, meta json, at timestamptz)`

const load = async (pool: Pool, service: ServiceName, path: string) => {
  await migrate(pool, service, [logMigrations])
  await pool.query(fill, [`[${readFileSync(path, 'utf8').trim().replaceAll('\n', ',')}]`])
  await pool.query('update head set position = (select max(position) from events)')
}

const replay = async (log: PostgresEventLog, pool: Pool, view: View) => {
  await pool.query(view.ddl)
  for (let page = await log.readAll(0, PAGE); page.length > 0; page = await log.readAll(page.at(-1)?.position ?? 0, PAGE)) {
    const understood = page.filter((event) => log.known.understands(event))
    await inTransaction(pool, (client) => view.apply(client, understood))
  }
}

/** The text of a time depends on the zone of the session. */
const hashOf = (pool: Pool, view: View) =>
  inTransaction(pool, async (client) => {
    await client.query("set local timezone to 'UTC'")
    return hashOfView(client, view)
  })

const faultOf = ({ type, data, position }: StoredEvent): string | undefined => {
  const contract = allEvents.find((candidate) => candidate.type === type)
  if (!contract) return `${position}: there is no event ${type}`
  const { success, error } = contract.schema.safeParse(data)
  return success ? undefined : `${position}: ${type} is no longer of its schema: ${error.message}`
}

export const describeCorpus = ({ service, folder, views, open }: Corpus): void => {
  const hashes = JSON.parse(readFileSync(join(folder, 'hashes.json'), 'utf8')) as Hashes

  describe.each(globSync('*.jsonl', { cwd: folder }).sort())(`the recorded log of ${service}, %s,`, (file) => {
    let database: Awaited<ReturnType<Corpus['open']>>
    let pool: Pool
    let log: PostgresEventLog
    beforeAll(async () => {
      database = await open()
      pool = openPool(database.url, service)
      log = new PostgresEventLog(pool)
      await load(pool, service, join(folder, file))
    })
    afterAll(async () => {
      await pool.end()
      await database.drop()
    })

    test('holds events that this build understands, each of its schema', async () => {
      const events = await log.readAll(0, 100_000)
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1))
      expect(events.filter((event) => !log.known.understands(event))).toEqual([])
      expect(events.flatMap((event) => faultOf(event) ?? [])).toEqual([])
    })

    // A view that is meant to hold something else now has a higher version: its hash is new, and is added to hashes.json.
    test.each([...views])('replays to the same rows of the view $name, read on and rebuilt', async (view) => {
      await replay(log, pool, view)
      const read = await hashOf(pool, view)
      await rebuildView({ log, pool, view })
      expect({ view: `${view.name} v${view.version}`, read, rebuilt: await hashOf(pool, view) }).toEqual({
        view: `${view.name} v${view.version}`,
        read: hashes[basename(file, '.jsonl')]?.[`${view.name} v${view.version}`],
        rebuilt: read,
      })
    })
  })
}
