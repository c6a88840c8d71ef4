/** Brings one schema up to date: numbered SQL files, forward only, each in a transaction, one migrator at a time. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Pool } from 'pg'
import { inTransaction } from './transaction.ts'

export const logMigrations = join(import.meta.dirname, '../../migrations')

const migrationsIn = async (folder: string): Promise<[string, Migration][]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file): Promise<[string, Migration]> => {
      const text = await readFile(join(folder, file), 'utf8')
      return [file, { up: async (db) => void (await sql.raw(text).execute(db)) }]
    }),
  )
}

/** Two that create the same schema at the same moment would clash in spite of `if not exists`. */
const createSchema = (pool: Pool, schema: string) =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`schema ${schema}`])
    await client.query(`create schema if not exists ${schema}`)
  })

/** Makes the schema, which must stand first on the pool’s search path, and applies what is missing of the folders’ files in order. */
export const migrate = async (pool: Pool, schema: string, folders: readonly string[]): Promise<void> => {
  await createSchema(pool, schema)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: unendable(pool) }) })
  const migrations = Object.fromEntries((await Promise.all(folders.map(migrationsIn))).flat())
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: schema,
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  await db.destroy()
  if (error) throw error
}

/** The pool is its owner's to end. */
const unendable = (pool: Pool) => ({ options: pool.options, connect: () => pool.connect(), end: () => Promise.resolve() })
