/** Two processes of one service on one database: each event counts once, both answer alike, and one takes over from the other. */
import { operation, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import type { View } from '@agent-arena/event-store'
import { InProcessBus, serve } from '@agent-arena/message-bus'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { silentLogger } from './logger.ts'
import { Service } from './service.ts'

const note = operation({
  name: 'note',
  service: 'prompts',
  kind: 'command',
  audience: 'service',
  summary: 'Notes a word.',
  input: z.strictObject({ word: z.string() }),
  output: z.object({}),
})
const list = operation({
  ...note,
  name: 'list',
  kind: 'query',
  input: z.strictObject({}),
  output: z.object({ words: z.array(z.string()) }),
})

const wordOf = ({ data }: StoredEvent) => (data as { word: string }).word

const wordsView: View = {
  name: 'words',
  version: 1,
  tables: ['words'],
  ddl: 'create table words (position bigint generated always as identity primary key, word text not null)',
  apply: async (db, events) => void (await db.query('insert into words (word) select unnest($1::text[])', [events.map(wordOf)])),
}

interface Replica {
  readonly bus: InProcessBus
  readonly service: Service
  readonly acted: string[]
  readonly rang: string[]
}

let database: TestDatabase
const replicas: Replica[] = []
beforeEach(async () => {
  database = await testDatabase()
})
const stop = async (replica: Replica) => {
  replicas.splice(replicas.indexOf(replica), 1)
  await replica.service.beforeApplicationShutdown()
  await replica.service.onApplicationShutdown()
  await replica.bus.close()
}
afterEach(async () => {
  while (replicas[0]) await stop(replicas[0])
  await database.drop()
})

const start = async (): Promise<Replica> => {
  const bus = new InProcessBus({ onFault: () => undefined })
  const [acted, rang]: [string[], string[]] = [[], []]
  const platform = { databaseUrl: database.url, bus, logger: silentLogger() }
  const service = new Service(platform, {
    name: 'prompts',
    build: ({ log, db }) => ({
      commands: [
        serve(note, async ({ word }) => {
          const facts = [{ type: 'WordNoted', data: { word } }]
          await log.append([{ stream: `word-${word}`, expectedVersion: 0, facts }], {
            meta: { actor: 'test', correlationId: 'c' },
          })
          return {}
        }),
      ],
      queries: [
        serve(list, async () => ({
          words: (await db.query<{ word: string }>('select word from words order by position')).rows.map(({ word }) => word),
        })),
      ],
      views: [wordsView],
      reactions: [{ name: 'act', source: 'prompts', react: (event) => [async () => acted.push(wordOf(event))] }],
      timers: {
        on: (event) => [{ set: 'ring', key: wordOf(event), dueAt: event.at }],
        fire: { ring: async (key) => rang.push(key) },
      },
    }),
  })
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  const replica = { bus, service, acted, rang }
  replicas.push(replica)
  return replica
}
const say = ({ bus }: Replica, word: string) => bus.request(note, { word }, serviceContext('arena'))
const words = async ({ bus }: Replica) => (await bus.request(list, {}, serviceContext('arena'))).words

const both = (first: Replica, second: Replica, of: (replica: Replica) => readonly string[]) =>
  [...of(first), ...of(second)].sort()

test('each event is projected, reacted to and timed once, and both answer what either has committed', async () => {
  const [first, second] = [await start(), await start()]
  const said: string[] = []
  for (let index = 10; index < 30; index++) {
    const [here, there] = index % 2 === 0 ? [first, second] : [second, first]
    said.push(`w${index}`)
    await say(here, `w${index}`)
    expect(await words(there)).toEqual(said)
    expect(await words(here)).toEqual(said)
  }
  await eventually(() => expect(both(first, second, ({ acted }) => acted)).toEqual(said))
  await eventually(() => expect(both(first, second, ({ rang }) => rang)).toEqual(said))
})

test('the one that stays takes over from the one that stops, and misses and repeats nothing', async () => {
  const first = await start()
  const held = 'select from prompts.leases where epoch > 0'
  await eventually(async () => expect((await database.pool.query(held)).rowCount).toBe(5))
  const second = await start()
  await say(first, 'one')
  await eventually(() => expect([first.acted, first.rang]).toEqual([['one'], ['one']]))
  await stop(first)
  await say(second, 'two')
  expect(await words(second)).toEqual(['one', 'two'])
  await eventually(() => expect([second.acted, second.rang]).toEqual([['two'], ['two']]))
})
