/** Old answers go, young ones stay, and nothing else is touched, on a real database. */
import { serviceContext } from '@agent-arena/contracts'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { handle } from '../command-handler.ts'
import { openLogOnPostgres, type LogOnPostgres } from '../testing/log-on-postgres.ts'
import { deleteOlder } from './delete-older.ts'
import { forgetAnswers } from './forget-answers.ts'

let opened: LogOnPostgres
beforeEach(async () => void (opened = await openLogOnPostgres()))
afterEach(() => opened.close())

const counter = { initialState: 0, evolve: (total: number) => total + 1 }

/** Answers how many times it was done. */
const countUnder = async (idempotencyKey: string) => {
  const { answer } = await handle<{ count: number }, number>(opened.log, {
    context: serviceContext('arena', { idempotencyKey }),
    places: { count: { stream: 'c-1', fold: counter } },
    decide: () => ({ count: [{ type: 'Counted', data: {} }] }),
    answer: ({ states }) => states.count,
    idempotency: { operation: 'count', content: {} },
  })
  return answer
}

const age = (key: string, days: number) =>
  opened.pool.query('update idempotency set at = at - make_interval(days => $2) where key = $1', [key, days])

const keys = async () => (await opened.pool.query<{ key: string }>('select key from idempotency order by key')).rows

test('an answer is forgotten after seven days: then the same key does something new', async () => {
  for (const key of ['fresh', 'old', 'young']) await countUnder(key)
  await Promise.all([age('old', 8), age('young', 6)])
  expect(await countUnder('old')).toBe(2)
  expect(await forgetAnswers(opened.pool)).toBe(1)
  expect(await keys()).toEqual([{ key: 'fresh' }, { key: 'young' }])
  expect([await countUnder('young'), await countUnder('old')]).toEqual([3, 4])
  expect(await opened.log.head()).toBe(4)
})

const fill = `insert into idempotency (scope, key, content, answer, at)
  select 'user:u placeBet', n::text, '', '{}', clock_timestamp() - make_interval(days => case when n % 3 = 0 then 1 else 9 end)
  from generate_series(1, 3000) as n`

test('a table of many pages is gone through run by run, and each row is looked at once', async () => {
  await opened.pool.query(fill)
  const { rows } = await opened.pool.query<{ pages: number }>(
    `select (pg_relation_size('idempotency') / current_setting('block_size')::int)::int as pages`,
  )
  expect(rows[0]?.pages).toBeGreaterThan(10)
  const older = { table: 'idempotency', column: 'at', days: 7, runPages: 3 }
  expect([await deleteOlder(opened.pool, older), await deleteOlder(opened.pool, older)]).toEqual([2000, 0])
  expect(await keys()).toHaveLength(1000)
})

test('a run reads its own pages only', async () => {
  await opened.pool.query(fill)
  const { rows } = await opened.pool.query<{ 'QUERY PLAN': string }>(
    `explain delete from idempotency where ctid >= '(0,0)'::tid and ctid < '(3,0)'::tid and at < clock_timestamp()`,
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('Tid Range Scan')
})
