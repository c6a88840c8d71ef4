/** Timers on real Postgres: in the order of their times, once in effect, whatever fails, hangs, or takes over. */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  logMigrations,
  migrate,
  openPool,
  PostgresEventLog,
  PostgresViewStore,
  Projector,
  soleTerm,
  type EventLog,
  type Led,
} from '@agent-arena/event-store'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { silentLogger } from './logger.ts'
import { wordOf } from './testing/events.ts'
import { TimerRunner, timersView, type Timers } from './timers.ts'

let database: TestDatabase
let pool: Pool
let log: PostgresEventLog
let rang: string[]
const led: Led[] = []
beforeEach(async () => {
  database = await testDatabase()
  pool = openPool(database.url, 'prompts')
  await migrate(pool, 'prompts', [logMigrations])
  log = new PostgresEventLog(pool)
  rang = []
})
const stop = async () => {
  for (const one of led.splice(0)) await one.stop?.()
}
afterEach(async () => {
  await stop()
  await pool.end()
  await database.drop()
})

const noTrouble = async (_key: string): Promise<void> => undefined

/** An event `eggs 40` sets a timer for eggs in 40 ms; `eggs` alone clears it. */
const timersWith = (trouble: (key: string) => Promise<void>): Timers => ({
  on: (event) => {
    const [key = '', ms] = wordOf(event).split(' ')
    if (ms === undefined) return [{ clear: 'ring', key }]
    return [{ set: 'ring', key, dueAt: new Date(Date.parse(event.at) + Number(ms)).toISOString() }]
  },
  fire: {
    ring: async (key) => {
      await trouble(key)
      rang.push(key)
    },
  },
})

const lead = async (trouble = noTrouble, term = soleTerm(1), clock: Pick<EventLog, 'now'> = log) => {
  const timers = timersWith(trouble)
  const store = new PostgresViewStore({ log, pool, view: timersView(timers) })
  const projector = new Projector({ log, store, onFault: () => undefined })
  await projector.prepare()
  led.push(await new TimerRunner({ log: clock, db: pool, timers, projector, logger: silentLogger() }).lead(term))
}

let told = 0
const tell = async (...words: readonly string[]) => {
  const facts = words.map((word) => ({ type: 'WordNoted', data: { word } }))
  await log.append([{ stream: `words-${told++}`, expectedVersion: 0, facts }], { meta: { actor: 'test', correlationId: 'c' } })
}
const left = async () => (await pool.query<{ key: string }>('select key from timers order by key')).rows.map(({ key }) => key)

test('fire in the order of their times, each once, however they were set', async () => {
  await lead()
  await tell('d 240', 'b 120', 'e 300', 'a 60', 'c 180', 'never 90', 'never')
  await eventually(async () => expect([rang, await left()]).toEqual([['a', 'b', 'c', 'd', 'e'], []]))
})

test('one that is set earlier than the present sleep is not slept over', async () => {
  await lead()
  await tell('late 600000')
  await eventually(async () => expect(await left()).toEqual(['late']))
  await tell('soon 10')
  await eventually(() => expect(rang).toEqual(['soon']))
})

test('many of one moment fire, each once', async () => {
  await lead()
  const keys = Array.from({ length: 100 }, (_, index) => `k${100 + index}`)
  await tell(...keys.map((key) => `${key} 50`))
  await eventually(async () => expect([rang.toSorted(), await left()]).toEqual([keys, []]))
})

test('those that fail or hang keep no other from firing, and are tried again after a pause', async () => {
  let tries = 0
  let mended = false
  await lead(async (key) => {
    if (key === 'hangs') await sleep(60_000, undefined, { ref: false })
    if (key !== 'fails') return
    tries++
    if (!mended) throw new Error('a planted fault')
  })
  await tell('fails 0', 'hangs 0', 'tea 10')
  await eventually(() => expect(rang).toEqual(['tea']))
  await eventually(() => expect(tries).toBe(2))
  await tell('bread 0')
  await eventually(() => expect(rang).toEqual(['tea', 'bread']))
  mended = true
  await eventually(async () => expect([rang, await left()]).toEqual([['tea', 'bread', 'fails'], ['hangs']]))
  expect(tries).toBe(3)
})

test('one is not fired before the clock of the log has come to it, which is behind that of the database', async () => {
  const behindMs = 200
  const now = async () => new Date(Date.parse(await log.now()) - behindMs).toISOString()
  const early: string[] = []
  const dueAt = new Map<string, string>()
  const look = async (key: string) => {
    if ((await now()) < (dueAt.get(key) ?? '')) early.push(key)
  }
  await lead(look, soleTerm(1), { now })
  const at = Date.parse(await log.now())
  for (const [index, key] of ['tea', 'eggs', 'bread'].entries()) {
    dueAt.set(key, new Date(at + 40 * index).toISOString())
    await tell(`${key} ${40 * index}`)
  }
  await eventually(() => expect(rang).toHaveLength(3))
  expect(early).toEqual([])
})

test('what came due while nobody led fires in the next term, in order, once', async () => {
  await lead()
  await tell('tea 600000', 'eggs 600001')
  await eventually(async () => expect(await left()).toEqual(['eggs', 'tea']))
  await stop()
  await pool.query(`update timers set due_at = due_at - interval '1 hour'`)
  expect(rang).toEqual([])
  await lead(noTrouble, soleTerm(2))
  await eventually(async () => expect([rang, await left()]).toEqual([['tea', 'eggs'], []]))
})

test('a leader of an earlier term takes no timer away, and steps down', async () => {
  const { promise: resigned, resolve: resign } = Promise.withResolvers<void>()
  await lead(() => pool.query(`update checkpoints set epoch = 2 where reader = 'timers'`).then(() => undefined), {
    epoch: 1,
    isHeld: () => true,
    resign,
  })
  await tell('tea 0')
  await resigned
  await stop()
  expect([rang, await left()]).toEqual([['tea'], ['tea']])
})
