/** Nobody changes an event: the owner of the log has no right to, and a superuser, whom rights do not bind, meets the trigger. */
import { randomUUID } from 'node:crypto'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { logMigrations, migrate } from './migrate.ts'
import { openPool } from './open-pool.ts'
import { PostgresEventLog } from './postgres-log.ts'

const changes = [`update events set type = 'Other'`, 'delete from events', 'truncate events', 'select from events for update']
const NO_RIGHT = '42501'
const REFUSED_BY_TRIGGER = '23001'
const facts = [{ type: 'Counted', data: { by: 1 } }]
const meta = { actor: 'service:betting', correlationId: 'c-1' }

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const withLog = async (url: string, work: (log: PostgresEventLog, pool: Pool) => Promise<void>) => {
  const pool = openPool(url, 'betting')
  try {
    await migrate(pool, 'betting', [logMigrations])
    const log = new PostgresEventLog(pool)
    await log.append([{ stream: 'a-1', expectedVersion: 0, facts }], { meta })
    await work(log, pool)
  } finally {
    await pool.end()
  }
}

/** Roles belong to the whole server: this one goes with its database. */
const withOwner = async (work: (url: string) => Promise<void>) => {
  const name = `owner_${randomUUID().replaceAll('-', '')}`
  await database.pool.query(`create role ${name} login password 'owner' nosuperuser nocreaterole`)
  try {
    await database.pool.query(`grant create on database ${new URL(database.url).pathname.slice(1)} to ${name}`)
    await work(Object.assign(new URL(database.url), { username: name, password: 'owner' }).href)
  } finally {
    await database.pool.query(`drop owned by ${name} cascade; drop role ${name}`)
  }
}

test('the owner of a log appends and reads, and may not change, delete, truncate or lock an event', () =>
  withOwner((url) =>
    withLog(url, async (log, pool) => {
      const { rows } = await pool.query('select tableowner = current_user as owns from pg_tables where tablename = $1', [
        'events',
      ])
      expect(rows).toEqual([{ owns: true }])
      for (const change of changes) await expect(pool.query(change)).rejects.toMatchObject({ code: NO_RIGHT })
      await log.append([{ stream: 'a-1', expectedVersion: 1, facts }], { meta })
      expect((await log.readAll(0, 10)).map(({ version }) => version)).toEqual([1, 2])
    }),
  ))

test('a superuser is refused by the trigger, in a session that plays a replica too', () =>
  withLog(database.url, async (log, pool) => {
    const client = await pool.connect()
    for (const role of ['origin', 'replica']) {
      await client.query(`set session_replication_role = ${role}`)
      for (const change of changes.slice(0, 3))
        await expect(client.query(change)).rejects.toMatchObject({ code: REFUSED_BY_TRIGGER })
    }
    client.release(true)
    expect(await log.head()).toBe(1)
  }))

test('rights on the other tables stay as they are: checkpoints move', () =>
  withOwner((url) =>
    withLog(url, async (_log, pool) => {
      await pool.query(`insert into checkpoints (reader, position) values ('r', 1)`)
      expect((await pool.query('update checkpoints set position = 2')).rowCount).toBe(1)
    }),
  ))
