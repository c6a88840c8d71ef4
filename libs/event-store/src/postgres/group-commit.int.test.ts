/** Group commit: many callers in one statement, each served as if it had come alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact, StoredEvent } from '@agent-arena/contracts'
import { testDatabase, times, type TestDatabase } from '@agent-arena/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { KeyTaken, VersionConflict } from '../event-log.ts'
import { count } from '../testing/counter.ts'
import { logMigrations, migrate } from './migrate.ts'
import { openPool } from './open-pool.ts'
import { PostgresEventLog } from './postgres-log.ts'

const meta = { actor: 'service:betting', correlationId: 'c-1' }
const CALLERS = 64
const counted = (by: number): Fact => ({ type: 'Counted', data: { by } })
const upTo = (count: number) => times(count, (index) => index + 1)
const statusesOf = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status)

let database: TestDatabase
let pool: Pool
let log: PostgresEventLog
let heard: StoredEvent[]
let schemas = 0

const openLog = async () => {
  const schema = `betting_${++schemas}`
  pool = openPool(database.url, schema, { max: 4 })
  await migrate(pool, schema, [logMigrations])
  log = new PostgresEventLog(pool)
  heard = []
  log.onAppended((events) => heard.push(...events))
}

const put = (stream: string, expectedVersion: number, by = 0) =>
  log.append([{ stream, expectedVersion, facts: [counted(by)] }], { meta })

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(openLog)
afterEach(async () => {
  const stored = await log.readAll(0, 10_000)
  expect(stored.map(({ position }) => position)).toEqual(upTo(stored.length))
  expect(await log.head()).toBe(stored.length)
  const ats = stored.map(({ at }) => at)
  expect(ats.toSorted()).toEqual(ats)
  await pool.end()
})
afterAll(() => database.drop())

describe('64 callers at once', () => {
  test('on as many streams go into one statement, in the order of their calls', async () => {
    const results = await Promise.all(times(CALLERS, (index) => put(`a-${index}`, 0, index)))
    expect(results.map(([event]) => event?.position)).toEqual(upTo(CALLERS))
    expect(new Set(results.map(([event]) => event?.at)).size).toBe(1)
    expect(await log.readAll(0, 100)).toEqual(results.flat())
  })

  test('on one stream are decided one after the other: who builds on the one before is accepted', async () => {
    const results = await Promise.all(times(CALLERS, (index) => put('hot-1', index, index)))
    expect(results.map(([event]) => event?.version)).toEqual(upTo(CALLERS))
    expect((await log.load([{ stream: 'hot-1' }])).streams.get('hot-1')).toEqual(results.flat())
  })

  test('that all expect the same version let the first one in', async () => {
    const results = await Promise.allSettled(times(CALLERS, () => put('hot-1', 0)))
    expect(statusesOf(results)).toEqual(['fulfilled', ...times(CALLERS - 1, () => 'rejected')])
    for (const result of results.slice(1)) expect(result).toMatchObject({ reason: expect.any(VersionConflict) })
  })

  test('in each of two processes on one hot stream are all served, and none on a stale state', async () => {
    const logs = [log, new PostgresEventLog(pool)]
    const answers = await Promise.all(logs.flatMap((own) => times(CALLERS, () => count(own, 'hot-1', 1))))
    expect(answers.map(({ answer }) => answer.total).toSorted((a, b) => a - b)).toEqual(upTo(2 * CALLERS))
  })
})

describe('a caller that conflicts', () => {
  test('fails alone', async () => {
    await put('a-5', 0)
    const results = await Promise.allSettled(times(CALLERS, (index) => put(`a-${index}`, 0, index)))
    expect(results.map(({ status }, index) => (status === 'rejected' ? index : null)).filter((index) => index !== null)).toEqual([
      5,
    ])
    expect(results[5]).toMatchObject({ reason: { name: 'VersionConflict', stream: 'a-5' } })
  })

  test('writes none of its streams, and takes those with it that build on it', async () => {
    await put('b-1', 0)
    const both = log.append(
      [
        { stream: 'a-1', expectedVersion: 0, facts: [counted(1)] },
        { stream: 'b-1', expectedVersion: 0, facts: [counted(1)] },
      ],
      { meta },
    )
    const results = await Promise.allSettled([both, put('a-1', 1), put('a-1', 0, 7), put('a-1', 1, 8)])
    expect(statusesOf(results)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled'])
    expect((await log.readStream('a-1', 0, 10)).map(({ data }) => data)).toEqual([{ by: 7 }, { by: 8 }])
  })

  test('may only check a version', async () => {
    const check = (stream: string, expectedVersion: number) =>
      log.append(
        [
          { stream, expectedVersion, facts: [] },
          { stream: 'b-1', expectedVersion: 0, facts: [counted(1)] },
        ],
        { meta },
      )
    const confirm = (expectedVersion: number) => log.append([{ stream: 'a-1', expectedVersion, facts: [] }], { meta })
    const results = await Promise.allSettled([put('a-1', 0), confirm(1), confirm(0), check('a-1', 0), check('a-1', 1)])
    expect(statusesOf(results)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(await log.head()).toBe(2)
  })
})

describe('idempotency keys', () => {
  const keyed = (stream: string, key: string, expectedVersion = 0) =>
    log.append([{ stream, expectedVersion, facts: [counted(1)] }], {
      meta,
      idempotency: { scope: 'user:1 bet', key, content: stream, answer: { stream } },
    })

  test('used by several callers of one group are the first one’s', async () => {
    const results = await Promise.allSettled(times(CALLERS, (index) => keyed(`a-${index}`, `k-${index % 4}`)))
    expect(statusesOf(results.slice(0, 4))).toEqual(times(4, () => 'fulfilled'))
    for (const result of results.slice(4)) expect(result).toMatchObject({ reason: expect.any(KeyTaken) })
    expect(await log.recall('user:1 bet', 'k-3')).toMatchObject({ content: 'a-3', answer: { stream: 'a-3' } })
    expect(await log.head()).toBe(4)
  })

  test('are left to the next one when the first is refused', async () => {
    const results = await Promise.allSettled([keyed('a-1', 'k', 3), keyed('a-2', 'k'), keyed('a-3', 'k')])
    expect(statusesOf(results)).toEqual(['rejected', 'fulfilled', 'rejected'])
    expect(results).toMatchObject([{ reason: expect.any(VersionConflict) }, {}, { reason: expect.any(KeyTaken) }])
    expect(await log.recall('user:1 bet', 'k')).toMatchObject({ content: 'a-2' })
  })

  test('raced for by two processes are used once', async () => {
    const other = new PostgresEventLog(pool)
    const own = log
    const results = await Promise.allSettled(
      times(20, (index) => {
        log = index % 2 === 0 ? own : other
        return keyed(`a-${index}`, 'k')
      }),
    )
    log = own
    expect(statusesOf(results).filter((status) => status === 'fulfilled')).toHaveLength(1)
    expect(await log.head()).toBe(1)
  })
})

describe('faults', () => {
  const hold = async () => {
    const holder = await pool.connect()
    await holder.query('begin')
    await holder.query('select from head for update')
    return async () => {
      await holder.query('rollback')
      holder.release()
    }
  }
  const waitingAppend = async (): Promise<number> => {
    for (;;) {
      const { rows } = await pool.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where datname = current_database() and query like '%append_together%' and wait_event_type = 'Lock'`,
      )
      if (rows[0]) return rows[0].pid
      await sleep(5)
    }
  }

  test('of the connection reject those who are in the statement; those who wait behind are served', async () => {
    const letGo = await hold()
    const inFlight = Promise.allSettled(times(10, (index) => put(`a-${index}`, 0)))
    const pid = await waitingAppend()
    const behind = Promise.all(times(10, (index) => put(`a-${index}`, 0)))
    await pool.query('select pg_terminate_backend($1)', [pid])
    expect(statusesOf(await inFlight)).toEqual(times(10, () => 'rejected'))
    await letGo()
    expect((await behind).flat()).toHaveLength(10)
    expect(heard).toHaveLength(10)
  })

  test('of one caller’s data are its own', async () => {
    const id = '0199a1b2-0000-7000-8000-000000000001'
    const withId = (stream: string) => log.append([{ stream, expectedVersion: 0, facts: [counted(1)], ids: [id] }], { meta })
    const facts = [{ type: 'Counted', data: { by: 1n } }]
    const results = await Promise.allSettled([
      put('a-1', 0),
      withId('a-2'),
      withId('a-3'),
      put('a-\0', 0),
      log.append([{ stream: 'a-4', expectedVersion: 0, facts }], { meta }),
      put('a-1', 1),
    ])
    expect(statusesOf(results)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'])
    expect(results[2]).toMatchObject({ reason: { code: '23505', constraint: 'events_id_key' } })
  })
})

describe('listeners', () => {
  test('hear everything once, in the order of positions, whether it came in a group, alone or with rows', async () => {
    await pool.query(`insert into checkpoints (reader, position) values ('r', 0)`)
    const withRow = (index: number) =>
      log.append([{ stream: `a-${index}`, expectedVersion: 0, facts: times(3, counted) }], {
        meta,
        inline: [{ sql: 'update checkpoints set position = $1 where reader = $2', values: [index, 'r'], expectRows: 1 }],
      })
    for (let round = 0; round < 4; round++)
      await Promise.all(
        times(CALLERS, (index) => {
          const unique = round * CALLERS + index
          return index % 16 === 7 ? withRow(unique) : put(`a-${unique}`, 0)
        }),
      )
    expect(heard.map(({ position }) => position)).toEqual(upTo(4 * (CALLERS + 8)))
    expect(await log.readAll(0, 1000)).toEqual(heard)
  })
})

test('takes groups of more events than one statement holds, and callers that bring more', async () => {
  const many = (stream: string, count: number) =>
    log.append([{ stream, expectedVersion: 0, facts: times(count, counted) }], { meta })
  const results = await Promise.all([many('a-1', 1500), many('a-2', 1500), many('a-3', 2500), many('a-4', 1)])
  expect(results.map((events) => events.length)).toEqual([1500, 1500, 2500, 1])
  expect(heard.map(({ position }) => position)).toEqual(upTo(5501))
})

test('stores no event before the latest time that was decided with', async () => {
  await log.load([])
  const now = await log.now()
  const [event] = await put('a-1', 0)
  expect(Date.parse(event?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(now))
})
