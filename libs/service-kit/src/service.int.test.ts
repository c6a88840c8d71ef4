/** A service as a whole on real Postgres: reactions, timers, consistent queries, and what survives a stop. */
import { kitOperations, operation, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import { handle, type EventLog, type View } from '@agent-arena/event-store'
import { InProcessBus, serve } from '@agent-arena/message-bus'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { awaitOthers } from './await-others.ts'
import { silentLogger } from './logger.ts'
import type { Rooms } from './service-spec.ts'
import { Service } from './service.ts'

const note = operation({
  name: 'note',
  service: 'prompts',
  kind: 'command',
  audience: 'service',
  summary: 'Notes a word.',
  input: z.strictObject({ word: z.string() }),
  output: z.object({ count: z.int() }),
})
const count = operation({
  ...note,
  name: 'count',
  kind: 'query',
  input: z.strictObject({}),
  summary: 'How many words there are.',
})

const counter = { initialState: 0, evolve: (total: number) => total + 1 }

const noteWord = (log: EventLog, word: string) =>
  handle<{ words: number }, { count: number }>(log, {
    context: serviceContext('prompts'),
    places: { words: { stream: `words-${word}`, fold: counter } },
    decide: ({ words }) => ({ words: words > 0 ? [] : [{ type: 'WordNoted', data: { word } }] }),
    answer: ({ states }) => ({ count: states.words }),
  })

const wordsView: View = {
  name: 'words',
  version: 1,
  tables: ['words'],
  ddl: 'create table words (word text primary key)',
  async apply(db, events) {
    for (const { data } of events) await db.query('insert into words values ($1)', [(data as { word: string }).word])
  },
}

const wordOf = ({ data }: StoredEvent) => (data as { word: string }).word

let database: TestDatabase
let bus: InProcessBus
const services: Service[] = []
beforeEach(async () => {
  database = await testDatabase()
  bus = new InProcessBus({ onFault: () => undefined })
})
const stopAll = async () => {
  for (const service of services.splice(0)) {
    await service.beforeApplicationShutdown()
    await service.onApplicationShutdown()
  }
}
afterEach(async () => {
  await stopAll()
  await bus.close()
  await database.drop()
})

const start = async (more: (log: EventLog) => Partial<Rooms> = () => ({})) => {
  const service = new Service(
    { databaseUrl: database.url, bus, logger: silentLogger() },
    {
      name: 'prompts',
      build: ({ log, db }) => ({
        commands: [serve(note, async ({ word }) => (await noteWord(log, word)).answer)],
        queries: [serve(count, async () => ({ count: (await db.query('select from words')).rowCount ?? 0 }))],
        views: [wordsView],
        ...more(log),
      }),
    },
  )
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  services.push(service)
}
const say = (word: string) => bus.request(note, { word }, serviceContext('arena'))
const countWords = async () => (await bus.request(count, {}, serviceContext('arena'))).count

test('a query shows what was committed before it was asked', async () => {
  await start()
  for (let words = 1; words <= 20; words++) {
    await say(`word ${words}`)
    expect(await countWords()).toBe(words)
  }
})

test('a reaction acts once on each event, also on those from before its start', async () => {
  await start()
  await say('before')
  await stopAll()
  const acted: string[] = []
  const echo = (log: EventLog) => ({
    reactions: [
      {
        name: 'echo-words',
        source: 'prompts' as const,
        react: (event: StoredEvent) =>
          wordOf(event).startsWith('echo') ? [] : [() => (acted.push(wordOf(event)), noteWord(log, `echo ${wordOf(event)}`))],
      },
    ],
  })
  await start(echo)
  await say('after')
  await eventually(async () => expect(await countWords()).toBe(4))
  await stopAll()
  await start(echo)
  await say('last')
  await eventually(async () => expect(await countWords()).toBe(6))
  expect(acted).toEqual(['before', 'after', 'last'])
})

test('a reaction that fails is tried again until it succeeds, in order', async () => {
  let failures = 2
  const acted: string[] = []
  await start(() => ({
    reactions: [
      {
        name: 'stumble',
        source: 'prompts',
        react: (event) => [
          async () => {
            if (failures-- > 0) throw new Error('a planted fault')
            acted.push(wordOf(event))
          },
        ],
      },
    ],
  }))
  await say('one')
  await say('two')
  await eventually(() => expect(acted).toEqual(['one', 'two']))
})

const ringing = (rang: string[], delayMs: number) => (): Partial<Rooms> => ({
  timers: {
    on: ({ data, at }) => {
      const { word } = data as { word: string }
      if (word.startsWith('stop ')) return [{ clear: 'ring', key: word.slice(5) }]
      return [{ set: 'ring', key: word, dueAt: new Date(Date.parse(at) + delayMs).toISOString() }]
    },
    fire: { ring: (key) => Promise.resolve(rang.push(key)) },
  },
})

test('a timer fires when it is due, once, and not when it was cleared', async () => {
  const rang: string[] = []
  await start(ringing(rang, 150))
  await say('tea')
  await say('eggs')
  await say('stop eggs')
  expect(rang).toEqual([])
  await eventually(() => expect(rang).toEqual(['tea']))
  await say('bread')
  await eventually(() => expect(rang).toEqual(['tea', 'bread']))
})

test('a timer that came due while the service was down fires after its start', async () => {
  await start(ringing([], 60_000))
  await say('tea')
  const dueNow = `update prompts.timers set due_at = now() - interval '1 minute'`
  await eventually(async () => expect((await database.pool.query('select from prompts.timers')).rowCount).toBe(1))
  await stopAll()
  await database.pool.query(dueNow)
  const rang: string[] = []
  await start(ringing(rang, 60_000))
  await eventually(() => expect(rang).toEqual(['tea']))
})

test('several views whose versions rose are built anew at one start', async () => {
  const view = (index: number, version: number): View => ({
    name: `words-${index}`,
    version,
    tables: [`words_${index}`],
    ddl: `create table words_${index} (word text)`,
    apply: async (db, events) =>
      void (await db.query(`insert into words_${index} select unnest($1::text[])`, [events.map(wordOf)])),
  })
  const views = (version: number) => () => ({
    views: [wordsView, ...Array.from({ length: 7 }, (_, index) => view(index, version))],
  })
  await start(views(1))
  for (const word of ['one', 'two', 'three']) await say(word)
  await stopAll()
  await start(views(2))
  for (let index = 0; index < 7; index++)
    expect((await database.pool.query(`select from prompts.words_${index}`)).rowCount).toBe(3)
})

test('a caller may wait until another service has acted, and is not held up by one that is not there', async () => {
  let done = false
  await start(() => ({
    reactions: [
      {
        name: 'slow',
        source: 'prompts',
        react: () => [() => new Promise((resolve) => setTimeout(() => resolve((done = true)), 100))],
      },
    ],
  }))
  await say('one')
  const { events } = await bus.request(kitOperations('prompts').readLog, { after: 0, limit: 10 }, serviceContext('arena'))
  await awaitOthers(bus, { waiting: 'prompts', source: 'prompts', events: events as StoredEvent[] }, serviceContext('arena'))
  expect(done).toBe(true)
  await awaitOthers(bus, { waiting: 'betting', source: 'prompts', events: events as StoredEvent[] }, serviceContext('arena'))
})

test('what is daily is done at the start, and every service forgets its old answers', async () => {
  await start()
  await database.pool.query(`insert into prompts.idempotency (scope, key, content, answer, at)
    values ('a', 'old', '', '{}', clock_timestamp() - interval '8 days'), ('a', 'young', '', '{}', clock_timestamp())`)
  await stopAll()
  let done = 0
  await start(() => ({ daily: [{ name: 'sweep', work: async () => done++ }] }))
  await eventually(() => expect(done).toBe(1))
  const keys = 'select key from prompts.idempotency'
  await eventually(async () => expect((await database.pool.query(keys)).rows).toEqual([{ key: 'young' }]))
})

test('health tells the problems of the rooms in sentences', async () => {
  await start(() => ({ rooms: [{ problems: () => ['The kettle is cold.'] }] }))
  expect(await bus.request(kitOperations('prompts').health, {}, serviceContext('arena'))).toEqual({
    ready: false,
    problems: ['The kettle is cold.'],
  })
})

test('does not start on a database that could lose what it has confirmed, where that is asked for', async () => {
  const platform = { databaseUrl: database.url, requiresDurability: true, bus, logger: silentLogger() }
  const service = new Service(platform, { name: 'prompts', build: () => ({}) })
  await expect(service.onModuleInit()).rejects.toMatchObject({ name: 'DurabilityProblem' })
  expect((await database.pool.query(`select from pg_namespace where nspname = 'prompts'`)).rowCount).toBe(0)
  await service.onApplicationShutdown()
})
