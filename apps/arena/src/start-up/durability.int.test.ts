/** What is refused at the start: each setting that could lose what was confirmed, wherever it was set. */
import { startPostgres, type EmbeddedPostgres } from '@agent-arena/embedded-postgres'
import { requireDurable } from '@agent-arena/event-store'
import { testDatabase } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

let folder: string
let postgres: EmbeddedPostgres

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agent-arena-durable-'))
  postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })
})

afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const checkWith = async (options: string) => {
  const client = new Client({ connectionString: postgres.url, options })
  await client.connect()
  return requireDurable(client).finally(() => client.end())
}

test.each(['on', 'remote_apply'])('takes Postgres as it comes, with synchronous_commit = %s', (value) =>
  expect(checkWith(`-c synchronous_commit=${value}`)).resolves.toBeUndefined(),
)

test.each(['off', 'local', 'remote_write'])('refuses synchronous_commit = %s, also when only the role has it', (value) =>
  expect(checkWith(`-c synchronous_commit=${value}`)).rejects.toMatchObject({
    name: 'DurabilityProblem',
    message: `The database runs with synchronous_commit = ${value}, so bets and credits that were confirmed could be lost in a crash; set synchronous_commit to on, then start again.`,
  }),
)

test('names all that is too weak', async () => {
  const database = await testDatabase()
  await expect(requireDurable(database.pool)).rejects.toThrow(
    /^The database runs with fsync = off, synchronous_commit = off, and full_page_writes = off, so .* to on, then start again\.$/,
  )
  await database.drop()
})
