/** The main job: two house agents play one goal before an audience that bets, from the first bet to the last credit. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { isEnded, type FeedItem, type Lobby, type Market, type Match, type MatchView } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import { expectBooksToAddUp, expectRecordToAddUp, joinAs, type Guest } from './testing/guests.ts'
import { untilBalance, untilMarket } from './testing/sandboxes.ts'
import { StreamReader } from './testing/server-sent.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

const PATIENCE = { timeoutMs: 60_000, everyMs: 100 }

let arena: ArenaUnderTest
let match: Match
let ada: Guest
let bo: Guest
let greedy: Match['sandboxes'][number]
let random: Match['sandboxes'][number]
const streams: AsyncDisposable[] = []

const listen = async <T>(path: string, lastEventId?: number) => {
  const reader = await StreamReader.open<T>(`${arena.url}/api/v1${path}`, lastEventId)
  streams.push(reader)
  return reader
}
let odds: StreamReader<Market>
let views: StreamReader<MatchView>
let lobby: StreamReader<Lobby>
let feed: StreamReader<FeedItem>

const now = () => arena.as().getMatch({ matchId: match.id })

const makeMatch = () =>
  arena.operator.createMatch({
    title: 'Greedy against Random',
    goal: { gym: 'wiki/find-fact' },
    seed: 3,
    contestants: [
      { name: 'Greedy', model: 'house/greedy' },
      { name: 'Random', model: 'house/random' },
    ],
    timeLimitSeconds: 30,
  })

beforeAll(async () => {
  arena = await startArena()
  lobby = await listen('/stream')
  ;[match, ada, bo] = await Promise.all([makeMatch(), joinAs(arena, 'Ada'), joinAs(arena, 'Bo')])
  ;[greedy, random] = match.sandboxes as [typeof greedy, typeof random]
  odds = await listen(`/markets/${match.marketId}/stream`)
  views = await listen(`/matches/${match.id}/stream`)
  feed = await listen(`/sandboxes/${greedy.id}/stream`)
})
afterAll(async () => {
  await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()))
  await arena?.[Symbol.asyncDispose]()
})

const multiplierOf = (market: Market | undefined, outcome: string) =>
  market?.outcomes.find(({ id }) => id === outcome)?.multiplier

test('the markets are open when the match is made, and odds move with every bet', async () => {
  const { marketId } = match
  const quote = await ada.client.quoteBet({ marketId, outcome: greedy.id, stake: 200 })
  expect(quote).toMatchObject({ multiplierNow: null, weightBps: 10_000 })
  await ada.bet(marketId, greedy.id, 200)
  await eventually(() => expect(odds.latest?.pool).toBe(200))
  await bo.bet(marketId, random.id, 100)
  await eventually(() => expect(odds.latest?.pool).toBe(300))
  expect(multiplierOf(odds.latest, greedy.id)).toBeCloseTo(1.5, 1)
  expect(multiplierOf(odds.latest, random.id)).toBeGreaterThan(2.9)
  await Promise.all([ada.bet(greedy.marketId, 'success', 50), bo.bet(greedy.marketId, 'failure', 30)])
  expect(await Promise.all([ada.balance(), bo.balance()])).toEqual([750, 870])
  await expectBooksToAddUp(arena, 380)
})

test('the lobby shows the match with its markets, and who watches', async () => {
  await eventually(() => {
    expect(lobby.latest?.matches.map(({ id }) => id)).toContain(match.id)
    expect(lobby.latest?.markets.map(({ id }) => id)).toEqual(expect.arrayContaining([match.marketId, greedy.marketId]))
    expect(lobby.latest?.viewers).toBeGreaterThanOrEqual(1)
  })
})

test('both agents run in browsers of their own, seen as pictures', async () => {
  await eventually(async () => expect(await now()).toMatchObject({ status: 'running' }), PATIENCE)
  await eventually(async () => {
    const screen = await fetch(`${arena.url}/api/v1/sandboxes/${greedy.id}/screen`)
    expect([screen.status, screen.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect([...(await screen.bytes()).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  }, PATIENCE)
}, 65_000)

test('a feed that was cut off goes on after the last event, without gap or repeat', async () => {
  const cut = await eventually(() => {
    const seen = feed.received.findIndex(({ event }) => event === 'browser_action')
    expect(seen).toBeGreaterThan(0)
    return feed.received.slice(0, seen + 1)
  }, PATIENCE)
  const resumed = await listen<FeedItem>(`/sandboxes/${greedy.id}/stream`, cut.at(-1)?.id ?? 0)
  await untilMarket(arena, match.marketId, 'settled', 60_000)
  await eventually(() => expect(resumed.received.map(({ event }) => event)).toContain('settlement'))
  const ids = [...cut, ...resumed.received].map(({ id }) => id)
  expect(ids).toEqual(ids.map((_, index) => index + 1))
}, 65_000)

test('the referee decides, and every market locks before it is settled', async () => {
  const decided = await eventually(async () => {
    const state = await now()
    expect(state.status).toBe('decided')
    expect(state.sandboxes.every(({ status }) => isEnded(status))).toBe(true)
    return state
  }, PATIENCE)
  for (const marketId of [match.marketId, greedy.marketId, random.marketId]) {
    const market = await untilMarket(arena, marketId, 'settled')
    expect(Date.parse(market.lockedAt ?? '')).not.toBeNaN()
    expect(['time', 'progress', 'ended']).toContain(market.lockCause)
    expect(market.result?.text).toEqual(expect.any(String))
    await expect(ada.bet(marketId, market.outcomes[0]?.id ?? '', 1)).rejects.toMatchObject({
      reason: 'market-locked',
      status: 422,
    })
    await expectRecordToAddUp(arena, marketId)
  }
  const { winners } = await arena.as().getSettlement({ marketId: match.marketId })
  expect(winners).toEqual(decided.result?.winner ? [decided.result.winner] : expect.any(Array))
  await eventually(() => expect(views.latest).toMatchObject({ match: { status: 'decided' } }))
  expect([...new Set(odds.received.map(({ data }) => data.status))]).toEqual(expect.arrayContaining(['open', 'settled']))
}, 65_000)

test('every credit is accounted for, with its reason', async () => {
  for (const guest of [ada, bo]) {
    const { items: bets } = await eventually(async () => {
      const mine = await guest.client.listMyBets({})
      expect(mine.items.filter(({ status }) => status === 'open')).toEqual([])
      return mine
    })
    const gain = bets.reduce((sum, { stake, payout = 0 }) => sum + payout - stake, 0)
    await untilBalance(guest.balance, 1000 + gain)
    const { items } = await guest.client.listWalletEntries({})
    expect(items.at(-1)).toMatchObject({ reason: 'grant', amount: 1000, balance: 1000 })
    expect(items.filter(({ reason }) => reason === 'stake')).toHaveLength(2)
    expect(items.reduce((sum, { amount }) => sum + amount, 0)).toBe(1000 + gain)
    expect(items[0]?.balance).toBe(1000 + gain)
    expect(items.every(({ text }) => text.length > 0)).toBe(true)
  }
  await expectBooksToAddUp(arena)
})

test('the feed is read in pages forwards and backwards, and the latest of all sandboxes newest first', async () => {
  const { items: all } = await arena.as().getFeed({ sandboxId: greedy.id, limit: 500 })
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1))
  expect(feed.received.map(({ data }) => data)).toEqual(all.slice(0, feed.received.length))
  const { items: after } = await arena.as().getFeed({ sandboxId: greedy.id, after: 2, limit: 3 })
  expect(after).toEqual(all.slice(2, 5))
  const { items: last } = await arena.as().getFeed({ sandboxId: greedy.id, before: 1_000_000, limit: 4 })
  expect(last).toEqual(all.slice(-4))
  const { items: recent } = await arena.as().listRecent({ limit: 500 })
  const seqsOf = (id: string) => recent.filter(({ sandboxId }) => sandboxId === id).map(({ seq }) => seq)
  expect(seqsOf(greedy.id)).toEqual(all.map(({ seq }) => seq).toReversed())
  expect(seqsOf(random.id)).toEqual(seqsOf(random.id).toSorted((one, other) => other - one))
  expect(seqsOf(random.id)).not.toEqual([])
})
