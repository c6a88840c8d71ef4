/** `arena dead` works beside a running service: lists, shows, has it tried again, and says what it cannot do. */
import { join } from 'node:path'
import type { StoredEvent } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { Service, silentLogger } from '@agent-arena/service-kit'
import { eventually, startProcess, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

const command = join(import.meta.dirname, '../../bin/arena.mjs')

let database: TestDatabase
let service: Service
let mended = false
const acted: unknown[] = []

const dead = async (...args: readonly string[]) => {
  const env = { DATABASE_URL: database.url }
  await using run = startProcess({ command: process.execPath, args: [command, 'dead', ...args], env })
  const { code } = await run.ended
  return { code, output: run.output }
}

const act = async ({ data }: StoredEvent) => {
  if (!mended) throw new Error('a planted fault')
  acted.push(data)
}

beforeAll(async () => {
  database = await testDatabase()
  const pool = openPool(database.url, 'prompts')
  await migrate(pool, 'prompts', [logMigrations])
  const facts = [1, 2].map((word) => ({ type: 'WordNoted', data: { word } }))
  await new PostgresEventLog(pool).append([{ stream: 'words-1', expectedVersion: 0, facts }], {
    meta: { actor: 'test', correlationId: 'c' },
  })
  await pool.end()
  service = new Service(
    { databaseUrl: database.url, bus: new InProcessBus({ onFault: () => undefined }), logger: silentLogger() },
    {
      name: 'prompts',
      build: () => ({ reactions: [{ name: 'note-words', source: 'prompts', react: (event) => [() => act(event)] }] }),
    },
  )
  await service.onModuleInit()
})
afterAll(async () => {
  await service.beforeApplicationShutdown()
  await service.onApplicationShutdown()
  await database.drop()
})

test('without dead letters it says so', async () => {
  expect(await dead('list')).toEqual({ code: 0, output: 'No dead letters.\n' })
  expect(await dead('retry', '--all')).toEqual({ code: 0, output: 'No dead letters.\n' })
})

test('lists what is parked, and shows it', async () => {
  await service.onApplicationBootstrap()
  const listed = await eventually(
    async () => {
      const { output } = await dead('list')
      expect(output).toContain('prompts.note-words')
      return output
    },
    { timeoutMs: 15_000 },
  )
  expect(listed).toMatch(
    /^REACTION +STREAM +EVENTS +FIRST +AGE +REASON\nprompts\.note-words +words-1 +[12] +1 +\d+ s +Error: a planted fault$/m,
  )
  const { output } = await dead('show', 'prompts.note-words', 'words-1')
  expect(output).toMatch(/1 {2}WordNoted, version 1, [^]* after 5 attempts: Error: a planted fault\n {3}{\n {5}"word": 1/)
  expect(output).toMatch(/2 {2}WordNoted, version 2, [^]* after 0 attempts: It waits behind an earlier event of its stream\./)
})

test('refuses what is not there in a sentence', async () => {
  expect((await dead('show', 'prompts.nothing', 'words-1')).output).toContain('no dead letters of a reaction prompts.nothing')
  expect((await dead('retry', 'prompts.note-words', 'words-2')).output).toContain('no dead letters of the stream words-2')
  const { code, output } = await dead('retry')
  expect([code, output]).toEqual([1, '\nName a reaction and a stream as `arena dead list` shows them, or give --all.\n'])
})

test('has it tried again after the fix', async () => {
  mended = true
  expect((await dead('retry', 'prompts.note-words', 'words-1')).output).toContain('2 events are to be tried again')
  await eventually(() => expect(acted).toEqual([{ word: 1 }, { word: 2 }]))
  await eventually(async () => expect((await dead('list')).output).toBe('No dead letters.\n'), { timeoutMs: 15_000 })
})
