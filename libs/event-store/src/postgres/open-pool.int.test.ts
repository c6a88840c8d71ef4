/** What every connection of a service is set to. */
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { Pool } from 'pg'
import { isUnavailable } from './is-unavailable.ts'
import { openPool } from './open-pool.ts'

let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool(database.url, 'public', { lieStillMs: 100 })
  await database.pool.query('create table posts (holder text); insert into posts values (null)')
})

afterEach(async () => {
  await pool.end()
  await database.drop()
})

test('a process that stops in the middle of a transaction keeps its rows from nobody, and its connection counts as away', async () => {
  const stopped = await pool.connect()
  const broken = once(stopped, 'error')
  await stopped.query(`begin; update posts set holder = 'stopped'`)
  await database.pool.query(`update posts set holder = 'next'`)
  expect((await database.pool.query('select holder from posts')).rows).toEqual([{ holder: 'next' }])
  expect((await broken).map(isUnavailable)).toEqual([true])
  stopped.release(true)
})

test('a pool that its service has closed counts as away; a wrong statement does not', async () => {
  const closed = openPool(database.url, 'public')
  await closed.end()
  const [late, wrong] = await Promise.allSettled([closed.query('select 1'), pool.query('select wrong')])
  expect([late, wrong].map((one) => one?.status === 'rejected' && isUnavailable(one.reason))).toEqual([true, false])
})
