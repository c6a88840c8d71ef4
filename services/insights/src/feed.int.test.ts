/** The feed on a real database: one gapless sequence per sandbox, whatever happens to the service. */
import { getFeed, listRecent, newId, type FeedItem } from '@agent-arena/contracts'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { bet, given, locked, opened, requested, step } from './testing/facts.ts'
import { openInsightsHouse, type InsightsHouse } from './testing/insights-house.ts'

let database: TestDatabase
let house: InsightsHouse

beforeEach(async () => {
  database = await testDatabase()
  house = await openInsightsHouse(database.url)
})
afterEach(async () => {
  await house.close()
  await database.drop()
})

const wholeFeed = async (sandboxId: string, limit = 500): Promise<FeedItem[]> => {
  const items: FeedItem[] = []
  for (let after: number | null = 0; after !== null;) {
    const page: { items: FeedItem[]; next: number | null } = await house.ask(getFeed, { sandboxId, after, limit })
    items.push(...page.items)
    after = page.next
  }
  return items
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('merges both logs into one sequence without gaps, readable in pages', async () => {
  const sandboxId = newId('sandbox')
  const marketId = newId('market')
  await house.tell('sandbox', requested(sandboxId), ...numbersTo(20).map((seq) => step(sandboxId, seq)))
  await house.tell('betting', opened(marketId, [sandboxId]), bet(marketId, 'success', 10), locked(marketId, 10))
  await house.caughtUp()
  const feed = await wholeFeed(sandboxId, 7)
  expect(feed.map(({ seq }) => seq)).toEqual(numbersTo(25))
  expect(feed.filter(({ kind }) => kind === 'reasoning').map(({ data }) => data['seq'])).toEqual(numbersTo(20))
  expect(
    feed
      .filter(({ kind }) => kind !== 'reasoning')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['bet', 'lock', 'odds', 'odds', 'status'])
})

test('shows a gift once, and it with the giver’s later bets on each market of the run', async () => {
  const [sandboxId, success, winner, userId] = [newId('sandbox'), newId('market'), newId('market'), newId('user')]
  await house.tell('betting', opened(success, [sandboxId]), opened(winner, [sandboxId], 'winner'))
  await house.caughtUp()
  await house.tell('betting', given(sandboxId, { success, winner }, userId))
  await house.caughtUp()
  const placed = [bet(success, 'success', 5), bet(winner, sandboxId, 5)]
  await house.tell(
    'betting',
    ...placed.map(({ type, data }) => ({ type, data: { ...data, userId } })),
    bet(success, 'success', 5),
  )
  await house.caughtUp()
  const feed = await wholeFeed(sandboxId)
  expect(feed.filter(({ kind }) => kind === 'credits')).toHaveLength(1)
  expect(feed.filter(({ kind }) => kind === 'bet').map(({ data }) => data['funded'])).toEqual([
    [{ sandboxId, credits: 25 }],
    [{ sandboxId, agentName: `Name of ${sandboxId}`, credits: 25 }],
    undefined,
  ])
})

test('records every event once when it is stopped and started in the middle', async () => {
  const sandboxId = newId('sandbox')
  const marketId = newId('market')
  await house.tell('sandbox', requested(sandboxId))
  await house.tell('betting', opened(marketId, [sandboxId]))
  const writing = (async () => {
    for (const seq of numbersTo(150)) {
      await house.tell('sandbox', step(sandboxId, seq))
      await house.tell('betting', bet(marketId, 'success', 1))
      if (seq % 10 === 0) await sleep(5)
    }
  })()
  for (let round = 0; round < 4; round++) {
    await sleep(25)
    await house.stop()
    await house.start()
  }
  await writing
  await house.caughtUp()
  const feed = await wholeFeed(sandboxId)
  expect(feed.map(({ seq }) => seq)).toEqual(numbersTo(feed.length))
  expect(feed.filter(({ kind }) => kind === 'reasoning').map(({ data }) => data['seq'])).toEqual(numbersTo(150))
  expect(feed.filter(({ kind }) => kind === 'bet')).toHaveLength(150)
})

test('two recorders of one feed never record an event twice', async () => {
  const other = await openInsightsHouse(database.url)
  try {
    const sandboxId = newId('sandbox')
    const facts = [requested(sandboxId), ...numbersTo(40).map((seq) => step(sandboxId, seq))]
    for (const fact of facts) await house.tell('sandbox', fact)
    await house.caughtUp()
    expect((await wholeFeed(sandboxId)).map(({ seq }) => seq)).toEqual(numbersTo(41))
  } finally {
    await other.close()
  }
})

test('a recorder whose term is over records nothing, steps down, and goes on in a later term', async () => {
  const sandboxId = newId('sandbox')
  await house.tell('sandbox', requested(sandboxId))
  await house.caughtUp()
  await database.pool.query(`update insights.checkpoints set epoch = epoch + 1 where reader like 'feed %'`)
  await house.tell('sandbox', step(sandboxId, 1), step(sandboxId, 2))
  await house.caughtUp()
  expect((await wholeFeed(sandboxId)).map(({ seq }) => seq)).toEqual([1, 2, 3])
  const { rows } = await database.pool.query(`select distinct epoch from insights.checkpoints where reader like 'feed %'`)
  expect(rows).toEqual([{ epoch: '2' }])
})

test('gives the last items before a number, and where older ones go on', async () => {
  const sandboxId = newId('sandbox')
  await house.tell('sandbox', requested(sandboxId), ...numbersTo(9).map((seq) => step(sandboxId, seq)))
  await house.caughtUp()
  const newest = await house.ask(getFeed, { sandboxId, before: 1_000_000_000_000, limit: 4 })
  expect(newest.items.map(({ seq }) => seq)).toEqual([7, 8, 9, 10])
  expect(newest.next).toBe(7)
  const oldest = await house.ask(getFeed, { sandboxId, before: 4, limit: 50 })
  expect(oldest.items.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(oldest.next).toBeNull()
  expect(await house.ask(getFeed, { sandboxId, after: 10 })).toEqual({ items: [], next: null })
})

test('does not know a sandbox without items', async () => {
  await expect(house.ask(getFeed, { sandboxId: newId('sandbox') })).rejects.toMatchObject({ reason: 'not-found' })
})

test('shows the latest items of all sandboxes, newest first', async () => {
  const [first, second] = [newId('sandbox'), newId('sandbox')]
  await house.tell('sandbox', requested(first), requested(second))
  await house.caughtUp()
  await house.tell('sandbox', step(first, 1))
  await house.caughtUp()
  const { items } = await house.ask(listRecent, { limit: 2 })
  expect(items.map(({ sandboxId, kind }) => [sandboxId, kind])).toEqual([
    [first, 'reasoning'],
    [second, 'status'],
  ])
})
