/** The columns of docs/proofs are counted: what was taken out, or put in twice, on purpose is found and told. */
import { newId, type Fact } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import type { Acknowledged } from '../rig/load.ts'
import { checkBets } from './bets.ts'
import { checkFeed } from './feed.ts'
import { checkLog } from './log.ts'
import { joined } from './verdict.ts'

const schemas = ['sandbox', 'betting', 'insights'] as const
type Schema = (typeof schemas)[number]

let database: TestDatabase
let pools: Record<Schema, Pool>

beforeEach(async () => {
  database = await testDatabase()
  pools = Object.fromEntries(schemas.map((schema) => [schema, openPool(database.url, schema)])) as typeof pools
  for (const schema of schemas) await migrate(pools[schema], schema, [logMigrations])
})
afterEach(async () => {
  await Promise.all(schemas.map((schema) => pools[schema].end()))
  await database.drop()
})

const tell = (schema: Schema, stream: string, ...facts: readonly Fact[]) =>
  new PostgresEventLog(pools[schema]).append([{ stream, expectedVersion: 0, facts }], {
    meta: { actor: 'service:proof', correlationId: 'proof' },
  })

const stake = { marketId: newId('market'), userId: newId('user'), outcome: 'success', stake: 3 }

/** As the client was answered; only what the check reads. */
const acknowledged = (id: string) => ({ key: id, bet: { id, ...stake, version: 1 } }) as unknown as Acknowledged

const place = (betId: string) => tell('betting', `market-${newId('market')}`, { type: 'BetPlaced', data: { betId, ...stake } })

const pay = (betId: string) =>
  tell('betting', `account-${newId('user')}`, { type: 'CreditsTransferred', data: { betId, reason: 'stake' } })

test('a bet that was acknowledged and is not stored is lost', async () => {
  const [kept, lost] = [newId('bet'), newId('bet')]
  await place(kept)
  const { figures, violations } = await checkBets(pools.betting, { acknowledged: [kept, lost].map(acknowledged), refused: [] })
  expect(figures).toEqual({ 'stored bets': 1, lost: 1, doubled: 0 })
  expect(violations).toEqual([expect.stringMatching(/^I2: acknowledged bets that are not stored .* \(1\): .*/)])
})

test('a bet that stands twice, one that is paid for twice and one that nobody was told of are doubled', async () => {
  const [twice, paidTwice, untold] = [newId('bet'), newId('bet'), newId('bet')]
  for (const id of [twice, twice, paidTwice, untold]) await place(id)
  for (const id of [paidTwice, paidTwice]) await pay(id)
  const { figures, violations } = await checkBets(pools.betting, {
    acknowledged: [twice, paidTwice].map(acknowledged),
    refused: [],
  })
  expect([figures, violations.length]).toEqual([{ 'stored bets': 4, lost: 0, doubled: 3 }, 3])
})

/** As nobody can by rights: the table refuses it. */
const remove = async (position: number) => {
  await database.pool.query('alter table betting.events disable trigger events_append_only')
  await database.pool.query('grant delete on betting.events to current_user')
  await database.pool.query('delete from betting.events where position = $1', [position])
}

test('an event that was taken out of a log is a gap', async () => {
  for (const id of [newId('bet'), newId('bet'), newId('bet')]) await place(id)
  expect(await checkLog(pools.betting, 'betting')).toEqual({ figures: { 'betting events': 3, gaps: 0 }, violations: [] })
  await remove(2)
  const { figures, violations } = await checkLog(pools.betting, 'betting')
  expect([figures, violations.length]).toEqual([{ 'betting events': 2, gaps: 1 }, 1])
})

const show = (source: Schema, position: number) =>
  tell('insights', `feed-${newId('sandbox')}`, {
    type: 'FeedItemRecorded',
    data: { kind: 'bet', source: { log: source, position } },
  })

test('an event that the feed leaves out is lost, and one that it shows again is doubled', async () => {
  for (const id of [newId('bet'), newId('bet'), newId('bet')]) await place(id)
  for (const position of [1, 1, 1, 2]) await show('betting', position)
  expect((await checkFeed(pools.insights)).figures).toEqual({ lost: 1, doubled: 2 })
})

test('counts of several checks add up, and what no check came to count is not told', () =>
  expect(
    joined([
      { figures: { lost: 1, 'stored bets': 4 }, violations: ['one'] },
      { figures: { lost: 2, doubled: 0 }, violations: ['two'] },
    ]),
  ).toEqual({ figures: { lost: 3, doubled: 0, 'stored bets': 4 }, violations: ['one', 'two'] }))
