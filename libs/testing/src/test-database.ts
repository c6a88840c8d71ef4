/** A database of its own for each test that asks, cloned in some 50 ms within the one Postgres of the run. */
import { createDatabase, databaseUrl } from '@agent-arena/embedded-postgres'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, escapeIdentifier, Pool } from 'pg'
import { askRun } from './ask-run.ts'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Closes the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

/** What a database is cloned from: prepared by the first test of the run that asks for this name. */
export interface Template {
  readonly name: string
  readonly prepare: (pool: Pool) => Promise<unknown>
}

const asAdministrator = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A pool lets go of its connections before the server has: those that are on their way out are waited for, the others are cut. */
const LEAVE_MS = 2000

const isLeft = async (client: Client, name: string) =>
  (await client.query('select from pg_stat_activity where datname = $1 limit 1', [name])).rowCount === 0

const dropDatabase = (url: string, name: string) =>
  asAdministrator(url, async (client) => {
    for (const end = Date.now() + LEAVE_MS; Date.now() < end && !(await isLeft(client, name));) await sleep(10)
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
  })

const isPrepared = async (client: Client, name: string) => {
  const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [name])
  return rowCount === 1
}

/** Prepared under a lock, so that workers do not build the same template side by side; marked when it is whole. */
const ensureTemplate = (url: string, { name, prepare }: Template) =>
  asAdministrator(url, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    if (await isPrepared(client, name)) return
    await dropDatabase(url, name)
    const pool = new Pool({ connectionString: await createDatabase(url, name), max: 4 })
    await prepare(pool).finally(() => pool.end())
    await client.query(`alter database ${escapeIdentifier(name)} is_template true`)
  })

/** Errors: an `Error` when it is called outside the root's Jest, or when Postgres cannot start. */
export const testDatabase = async (template?: Template): Promise<TestDatabase> => {
  const url = await askRun('postgres')
  if (template) await ensureTemplate(url, template)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const from = escapeIdentifier(template?.name ?? 'template1')
  await asAdministrator(url, (client) => client.query(`create database ${name} template ${from}`))
  const own = databaseUrl(url, name)
  const pool = new Pool({ connectionString: own })
  pool.on('connect', (client) => client.on('error', () => {})) // a database that is dropped before its clients' sockets are closed
  pool.on('error', () => {})
  const drop = async () => {
    await pool.end()
    await dropDatabase(url, name)
  }
  return { url: own, pool, drop }
}
