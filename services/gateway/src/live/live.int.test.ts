/** Live streams on a real socket: gap-free feeds, latest states, an end when the arena stops. */
import { countViewers, getMarket, newId, serviceContext, type Lobby, type Market, type MatchView } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { EventSource } from '../testing/event-source.ts'
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts'
import { sampleMarket, sampleMatch, sampleSandbox } from '../testing/samples.ts'

let house: GatewayHouse
let sources: EventSource[]

beforeEach(async () => {
  sources = []
  house = await openGatewayHouse()
})
afterEach(async () => {
  await Promise.all(sources.map((source) => source.close()))
  await house.close()
})

const listen = async (path: string, headers: Record<string, string> = {}) => {
  const source = await EventSource.open(`${house.url}/api/v1${path}`, headers)
  sources.push(source)
  return source
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const idsOf = (source: EventSource) => source.events.map(({ id }) => id)

const showItems = async (sandboxId: string, count: number) => {
  for (let index = 0; index < count; index++) {
    await house.services.showItem(sandboxId, 'reasoning', { text: 'x'.repeat(index % 300) })
    if (index % 17 === 0) await sleep(1)
  }
}

test('a feed gives its history and goes on live, without a gap, while others write', async () => {
  const sandboxId = newId('sandbox')
  await showItems(sandboxId, 450)
  const writing = showItems(sandboxId, 300)
  const readers = await Promise.all(
    [0, 1, 200, 449].map((last) => listen(`/sandboxes/${sandboxId}/stream`, { 'last-event-id': String(last) })),
  )
  const late = await listen(`/sandboxes/${sandboxId}/stream?lastEventId=700`)
  await writing
  await eventually(() => expect(readers.map((reader) => reader.latest?.id)).toEqual([750, 750, 750, 750]))
  await eventually(() => expect(late.latest?.id).toBe(750))
  expect(readers.map(idsOf)).toEqual([numbers(1, 750), numbers(2, 750), numbers(201, 750), numbers(450, 750)])
  expect(idsOf(late)).toEqual(numbers(701, 750))
  expect(readers[0]?.latest).toMatchObject({ event: 'reasoning', data: { seq: 750, kind: 'reasoning' } })
})

test('a reader that comes back again and again misses nothing', async () => {
  const sandboxId = newId('sandbox')
  await showItems(sandboxId, 1)
  const writing = { over: false }
  const written = showItems(sandboxId, 400).finally(() => (writing.over = true))
  const seen: (number | undefined)[] = []
  while (!writing.over) {
    const reader = await listen(`/sandboxes/${sandboxId}/stream`, { 'last-event-id': String(seen.at(-1) ?? 0) })
    await sleep(20)
    await reader.close()
    seen.push(...idsOf(reader))
  }
  await written
  const last = await listen(`/sandboxes/${sandboxId}/stream`, { 'last-event-id': String(seen.at(-1) ?? 0) })
  await eventually(() => expect([...seen, ...idsOf(last)].at(-1)).toBe(401))
  expect([...seen, ...idsOf(last)]).toEqual(numbers(1, 401))
})

test('what nobody knows is 404, an id that is no number 400', async () => {
  for (const path of [
    `/sandboxes/${newId('sandbox')}/stream`,
    `/markets/${newId('market')}/stream`,
    `/matches/${newId('match')}/stream`,
  ])
    expect((await listen(path)).status).toBe(404)
  for (const last of ['x', '-1', '1.5', '1e3', '9'.repeat(30)])
    expect((await listen(`/sandboxes/${newId('sandbox')}/stream`, { 'last-event-id': last })).status).toBe(400)
})

const changeMarket = async (market: Market) => {
  house.services.markets.set(market.id, market)
  await house.services.tell('betting', { type: 'BetPlaced', data: { marketId: market.id } })
}

test('a market is told at once and whenever it changed, at most ten times a second', async () => {
  const market = sampleMarket()
  house.services.markets.set(market.id, market)
  const reader = await listen(`/markets/${market.id}/stream`)
  await eventually(() => expect(reader.latest).toEqual({ event: 'market', data: market }))
  const began = Date.now()
  for (let pool = 1; pool <= 200; pool++) {
    await changeMarket({ ...market, pool })
    await sleep(2)
  }
  await eventually(() => expect(reader.latest?.data['pool']).toBe(200))
  expect(reader.events.length).toBeLessThanOrEqual(3 + (Date.now() - began) / 100)
  const told = reader.events.length
  await changeMarket({ ...market, pool: 200 })
  await sleep(250)
  expect(reader.events).toHaveLength(told)
})

test('a market that is no longer open is asked for anew each time that its log tells of it', async () => {
  const market = sampleMarket({ status: 'locked' })
  house.services.markets.set(market.id, market)
  const reader = await listen(`/markets/${market.id}/stream`)
  // The first may be seen because the hub has only now begun to follow the log, the second only because it was told.
  for (const status of ['settled', 'voided'] as const) {
    await changeMarket({ ...market, status })
    await eventually(() => expect(reader.latest?.data['status']).toBe(status))
  }
})

test('an open market is looked at again as time passes, a settled one is not', async () => {
  const market = sampleMarket({ status: 'open', weightBps: 9000 })
  const over = sampleMarket({ status: 'settled' })
  for (const each of [market, over]) house.services.markets.set(each.id, each)
  const reader = await listen(`/markets/${market.id}/stream`)
  await listen(`/markets/${over.id}/stream`)
  house.services.markets.set(market.id, { ...market, weightBps: 8000 })
  await eventually(() => expect(reader.latest?.data['weightBps']).toBe(8000))
  await sleep(1200)
  const looks = house.services.asked.filter(
    ({ name, input }) => name === getMarket.name && (input as { marketId: string }).marketId === over.id,
  )
  expect(looks.length).toBeLessThanOrEqual(2)
})

test('a match shows its sandboxes and markets, and hears of each', async () => {
  const sandbox = sampleSandbox('running')
  const match = sampleMatch([sandbox])
  house.services.matches.set(match.id, match)
  house.services.markets.set(match.marketId, sampleMarket({ id: match.marketId, kind: 'winner' }))
  const reader = await listen(`/matches/${match.id}/stream`)
  const view = () => reader.latest?.data as unknown as MatchView
  await eventually(() => expect(view().markets).toHaveLength(1))
  await changeMarket(sampleMarket({ id: sandbox.marketId }))
  await eventually(() => expect(view().markets).toHaveLength(2))
  house.services.matches.set(match.id, { ...match, sandboxes: [{ ...sandbox, progress: 40 }] })
  await house.services.tell('sandbox', { type: 'SandboxProgressed', data: { sandboxId: sandbox.id } })
  await eventually(() => expect(view().match.sandboxes[0]?.progress).toBe(40))
})

test('the lobby shows what goes on and how many watch', async () => {
  const sandbox = sampleSandbox('running')
  house.services.sandboxes.set(sandbox.id, sandbox)
  house.services.markets.set(sandbox.marketId, sampleMarket({ id: sandbox.marketId }))
  await house.services.showItem(sandbox.id, 'status', {})
  const reader = await listen('/stream')
  const lobby = () => reader.latest?.data as unknown as Lobby
  await eventually(() =>
    expect(lobby()).toMatchObject({
      viewers: 1,
      matches: [],
      sandboxes: [{ id: sandbox.id }],
      markets: [{ id: sandbox.marketId }],
    }),
  )
  const other = await listen(`/sandboxes/${sandbox.id}/stream`)
  await eventually(() => expect(lobby().viewers).toBe(2))
  expect(await house.bus.request(countViewers, {}, serviceContext('arena'))).toEqual({ viewers: 2 })
  await other.close()
  await eventually(() => expect(lobby().viewers).toBe(1))
})

test('streams are not kept by anybody on the way', async () => {
  const reader = await listen('/stream')
  expect(reader.headers.get('content-type')).toContain('text/event-stream')
  expect(reader.headers.get('cache-control')).toContain('no-store')
  const head = await fetch(`${house.url}/api/v1/stream`, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/event-stream')])
})

test('a stop ends all streams, and waits for none', async () => {
  const sandbox = sampleSandbox('running')
  house.services.sandboxes.set(sandbox.id, sandbox)
  await house.services.showItem(sandbox.id, 'status', {})
  const paths = ['/stream', `/sandboxes/${sandbox.id}/stream`, `/sandboxes/${sandbox.id}/screen/stream`]
  const readers = await Promise.all(paths.map((path) => listen(path)))
  expect(readers.map(({ status }) => status)).toEqual([200, 200, 200])
  await house.stop()
  await Promise.all(readers.map(({ ended }) => ended))
})
