/** What stands beside our bets: all of the gateway, and nothing behind it. */
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openIdle } from './idle.ts'

let database: TestDatabase
let idle: Awaited<ReturnType<typeof openIdle>>

beforeEach(async () => {
  database = await testDatabase()
  idle = await openIdle(database.url, { markets: 1, clients: 2 })
})
afterEach(async () => {
  await idle.close()
  await database.drop()
})

const bet = async (headers: Readonly<Record<string, string>>, body: unknown = { outcome: 'success', stake: 3 }) => {
  const address = `http://127.0.0.1:${idle.listening.port}/api/v1/markets/${idle.listening.markets[0]}/bets`
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
  const answer = await fetch(address, init)
  return [answer.status, (await answer.json()) as unknown] as const
}

test('every bet passes the doors, the session and the schema, and gets the same answer', async () => {
  const [ada = '', bo = ''] = idle.listening.tokens.map((token) => `Bearer ${token}`)
  const [status, answer] = await bet({ authorization: ada, 'idempotency-key': 'one' })
  expect([status, answer]).toEqual([201, expect.objectContaining({ outcome: 'success', weightBps: 10_000 })])
  expect(await bet({ authorization: bo, 'idempotency-key': 'two' })).toEqual([201, answer])
  expect((await bet({ 'idempotency-key': 'three' }))[0]).toBe(401)
  expect((await bet({ authorization: ada }))[0]).toBe(400)
  expect((await bet({ authorization: ada, 'idempotency-key': 'four' }, { outcome: 'success', stake: 0 }))[0]).toBe(400)
})
