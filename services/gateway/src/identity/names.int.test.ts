/** Taking names on a real database: each once, however many ask at once and on how many processes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId, serviceContext, startSession, type InputOf } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { reasonsOf, testDatabase } from '@agent-arena/testing'
import { join } from 'node:path'
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts'
import { Users } from './users.ts'

let house: GatewayHouse

beforeAll(async () => {
  house = await openGatewayHouse()
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const enter = (input: InputOf<typeof startSession>) => house.bus.request(startSession, input, serviceContext('arena'))

test('a name that looks like one that is taken is refused, and the field is named', async () => {
  await enter({ name: 'Ada' })
  for (const name of ['Ada', 'ADA', 'Аdа', 'A.d.a'])
    await expect(enter({ name })).rejects.toMatchObject({
      reason: 'name-taken',
      details: { errors: [{ path: 'name', message: 'is taken' }] },
    })
  expect((await enter({ name: 'Ada 2' })).user.name).toBe('Ada 2')
})

test('of a hundred who ask for one name at once, one gets it', async () => {
  const asked = await reasonsOf(Array.from({ length: 100 }, (_, index) => enter({ name: index % 2 ? 'Grace' : 'GRACE' })))
  expect(asked.filter((answer) => answer === 'accepted')).toHaveLength(1)
  expect(asked.filter((answer) => answer === 'name-taken')).toHaveLength(99)
})

test('of two processes that add the same name, one does, and the other adds neither user nor session', async () => {
  const other = await testDatabase()
  const pools = [openPool(other.url, 'gateway'), openPool(other.url, 'gateway')] as const
  await migrate(pools[0], 'gateway', [logMigrations, join(import.meta.dirname, '../../migrations')])
  const users = pools.map((pool) => new Users(pool, new PostgresEventLog(pool)))
  const asked = await reasonsOf(
    Array.from({ length: 20 }, (_, index) => users[index % 2]?.add(newId('user'), 'Ada') ?? Promise.reject()),
  )
  expect(asked.filter((answer) => answer === 'accepted')).toHaveLength(1)
  const { rows } = await pools[0].query(
    'select (select count(*)::int from users) as users, (select count(*)::int from sessions) as sessions',
  )
  expect(rows).toEqual([{ users: 1, sessions: 1 }])
  for (const pool of pools) await pool.end()
  await other.drop()
})

test('a guest without a name gets a free one', async () => {
  const guests = await Promise.all(Array.from({ length: 30 }, () => enter({})))
  expect(new Set(guests.map(({ user }) => user.name)).size).toBe(30)
  expect(guests[0]?.user.name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ \d+$/)
})

test('a name of the platform is refused', async () => {
  await expect(enter({ name: 'Operator' })).rejects.toMatchObject({ reason: 'name-reserved' })
})
