/** The odds of a market over time: what happened stands in it, it stays small, and it does not matter in which runs it was read. */
import type { BettingFact, Fact, MarketFact, Stored } from '@agent-arena/contracts'
import { hashOfView, logMigrations, migrate, openPool } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import * as is from '../testing/market-facts.ts'
import { historyOf, historyView } from './history.view.ts'

let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await testDatabase()
  pool = openPool(database.url, 'betting')
  await migrate(pool, 'betting', [logMigrations])
  await pool.query(historyView.ddl)
})
afterEach(async () => {
  await pool.end()
  await database.drop()
})

/** An event of the market at some second of its run. */
const event = (fact: MarketFact, seconds: number, position: number): Stored<BettingFact> => {
  const { type, data } = fact as Fact
  const meta = { actor: 'service:betting', correlationId: 'test' }
  const stored = { id: String(position), type, data, meta, stream: `market-${is.marketId}`, version: position, position }
  return { ...stored, at: is.second(seconds) } as Stored<BettingFact>
}

const story: readonly (readonly [MarketFact, number])[] = [
  [is.opened(), -30],
  [is.started, 0],
  [is.placed('a', 'success', 10, 5), 5],
  [is.placed('b', 'success', 10, 5), 5],
  [is.progressed(40, 20), 20],
  [is.placed('c', 'failure', 60, 21), 21],
  [is.locked({ cause: 'time', lockedAt: 80, evidenceAt: 20 }, [is.pool('success', 20), is.pool('failure', 0)], ['c']), 80],
  [is.settled({ winners: ['success'], text: 'It succeeded.', pools: [is.pool('success', 20), is.pool('failure', 0)] }), 90],
]

test('tells odds, bets, progress, lock and verdict', async () => {
  await historyView.apply(
    pool,
    story.map(([fact, seconds], index) => event(fact, seconds, index + 1)),
  )
  const { points, marks } = await historyOf(pool, is.marketId)
  expect(points.map(({ at, bets, staked }) => [at, bets, staked])).toEqual([
    [is.second(-30), 0, 0],
    [is.second(0), 0, 0],
    [is.second(5), 2, 20],
    [is.second(20), 0, 0],
    [is.second(21), 1, 60],
    [is.second(80), 0, 0],
    [is.second(90), 0, 0],
  ])
  expect(points[4]?.outcomes).toEqual([
    { id: 'success', stake: 20, multiplier: expect.closeTo(1 + (60 * 7778) / (200_000 + 7778), 3) },
    { id: 'failure', stake: 60, multiplier: expect.closeTo(1 + (20 * 7778) / (600_000 + 7778), 3) },
  ])
  expect(points.at(-1)?.outcomes.map(({ stake }) => stake)).toEqual([20, 0])
  expect(marks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'start: The run began',
    'progress: Progress 40%',
    'lock: 80% of the time is over.',
    'verdict: It succeeded.',
  ])
})

test('stays below its bound, loses no bet, and is the same in whatever runs it is read', async () => {
  const rush = Array.from({ length: 3000 }, (_, index) => {
    const seconds = index < 2000 ? index / 100 : 20 + index / 10
    return event(is.placed(`b${index}`, index % 3 === 0 ? 'failure' : 'success', 1 + (index % 7), seconds), seconds, index + 3)
  })
  const events = [event(is.opened(), -30, 1), event(is.started, 0, 2), ...rush]
  const hashes: string[] = []
  for (const size of [1, 37, 1000, events.length]) {
    await pool.query('truncate market_points, market_courses')
    for (let from = 0; from < events.length; from += size) await historyView.apply(pool, events.slice(from, from + size))
    hashes.push(await hashOfView(pool, historyView))
  }
  expect(new Set(hashes).size).toBe(1)
  const { points } = await historyOf(pool, is.marketId)
  expect(points.length).toBeLessThanOrEqual(400)
  expect(points.length).toBeGreaterThan(150)
  expect(points.reduce((sum, { bets }) => sum + bets, 0)).toBe(3000)
  expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).toSorted())
})

test('a market that nobody knows is not found', async () => {
  await expect(historyOf(pool, 'mkt_none')).rejects.toMatchObject({ reason: 'not-found' })
})
