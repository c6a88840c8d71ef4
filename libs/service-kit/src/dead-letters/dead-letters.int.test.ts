/** Dead letters on real Postgres: they survive the death of the process, and are tried again when a person asks. */
import { join } from 'node:path'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { eventually, startProcess, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { actedTable, failOnBad, startReacting, type Reacting } from '../testing/reacting-service.ts'
import { askToRetry, listParkedStreams, readParkedEvents } from './dead-letters.ts'

const root = join(import.meta.dirname, '../../../..')
const reacting = join(import.meta.dirname, '../testing/reacting-process.ts')

let database: TestDatabase
let db: Pool
let log: PostgresEventLog
let service: Reacting | null = null
beforeEach(async () => {
  database = await testDatabase()
  db = openPool(database.url, 'prompts')
  await migrate(db, 'prompts', [logMigrations])
  await db.query(actedTable)
  log = new PostgresEventLog(db)
})
afterEach(async () => {
  await service?.stop()
  service = null
  await db.end()
  await database.drop()
})

/** The stream of a word is its first part: `bad 1` and `bad 2` are one stream. */
const tell = async (...words: readonly string[]) => {
  for (const word of words) {
    const stream = word.split(' ')[0] ?? ''
    const append = { stream, expectedVersion: await log.versionOf(stream), facts: [{ type: 'WordNoted', data: { word } }] }
    await log.append([append], { meta: { actor: 'test', correlationId: 'c' } })
  }
}
const acted = async () => (await db.query<{ word: string; times: number }>('select word, times from acted order by word')).rows
const parkedWords = async () => {
  const events = await readParkedEvents(db, { reaction: 'note-words', stream: 'bad' }, 100)
  return events.map(({ event }) => (event.data as { word: string }).word)
}

test('a process that is killed in the middle of an event loses nothing, doubles nothing, and keeps what is parked', async () => {
  await tell('bad 1', 'good 1', 'bad 2', 'kill', 'bad 3', 'good 2')
  await using child = startProcess({
    args: ['--import', './tools/swc-hooks.mjs', '--conditions=source', reacting, database.url],
    cwd: root,
  })
  expect(await child.ended).toMatchObject({ signal: 'SIGKILL' })
  expect([await acted(), await parkedWords()]).toEqual([[{ word: 'good 1', times: 1 }], ['bad 1', 'bad 2']])
  service = await startReacting(database.url, failOnBad)
  await eventually(async () => expect(await parkedWords()).toEqual(['bad 1', 'bad 2', 'bad 3']))
  await eventually(async () => expect((await acted()).map(({ word }) => word)).toEqual(['good 1', 'good 2', 'kill']))
  expect((await acted()).every(({ times }) => times === 1)).toBe(true)
})

test('what a person asks for is tried again in order, and is gone when it succeeds', async () => {
  let mended = false
  service = await startReacting(database.url, (word) => (mended ? Promise.resolve() : failOnBad(word)))
  await tell('bad 1', 'bad 2', 'good 1')
  await eventually(async () =>
    expect(await listParkedStreams(db)).toMatchObject([
      {
        reaction: 'note-words',
        source: 'prompts',
        stream: 'bad',
        count: 2,
        firstPosition: 1,
        reason: 'Error: a planted fault',
        isAsked: false,
      },
    ]),
  )
  mended = true
  expect(await askToRetry(db, { reaction: 'note-words', stream: 'bad' })).toBe(2)
  await eventually(async () => expect(await listParkedStreams(db)).toEqual([]))
  expect((await acted()).map(({ word }) => word)).toEqual(['bad 1', 'bad 2', 'good 1'])
})

test('what fails again is listed with the attempts of both times', async () => {
  service = await startReacting(database.url, failOnBad)
  await tell('bad 1')
  await eventually(async () => expect(await parkedWords()).toEqual(['bad 1']))
  expect(await askToRetry(db, 'all')).toBe(1)
  const shown = () => readParkedEvents(db, { reaction: 'note-words', stream: 'bad' }, 1)
  await eventually(async () => expect(await shown()).toMatchObject([{ attempts: 10, isAsked: false }]))
})
