/** Races against the running arena over HTTP: whoever is first, no credit is made or lost, and no bet counts after the lock (I3, I6, I7). */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRejection, type ArenaClient, type Bet } from '@agent-arena/contracts'
import { eventually, times } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { expectBooksToAddUp, expectRecordToAddUp, joinAs } from './testing/guests.ts'
import { openDoor, untilMarket, type Door } from './testing/sandboxes.ts'
import { newFolder, startArena, type ArenaUnderTest } from './testing/start-arena.ts'

/** Full counts, as they are proved: RACES=full. */
const full = process.env['RACES'] === 'full'
const COUNTS = full
  ? { bets: 100, retries: 200, bettors: 50, settled: 10_000, ofEach: 20 }
  : { bets: 40, retries: 60, bettors: 8, settled: 120, ofEach: 2 }

let arena: ArenaUnderTest
/** Of the arena that is killed and comes again. */
let keptFolder: string | null = null
beforeAll(async () => {
  arena = await startArena()
})
afterAll(async () => {
  await arena[Symbol.asyncDispose]()
  if (keptFolder !== null) await rm(keptFolder, { recursive: true, force: true, maxRetries: 5 })
})

interface Raced {
  readonly placed: readonly Bet[]
  /** Why the others were refused. */
  readonly reasons: readonly string[]
}

const raceOf = async (attempts: readonly Promise<Bet>[]): Promise<Raced> => {
  const settled = await Promise.allSettled(attempts)
  const faults = settled.flatMap((one) => (one.status === 'rejected' && !isRejection(one.reason) ? [String(one.reason)] : []))
  expect(faults).toEqual([])
  return {
    placed: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    reasons: settled.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as { reason: string }).reason)] : [])),
  }
}

const begin = async (more?: Parameters<typeof openDoor>[1]): Promise<Door> => {
  const door = await openDoor(arena, { timeLimitSeconds: 600, ...more })
  await door.tell({ seq: 1, type: 'reasoning', payload: { text: 'I begin.' } })
  return door
}

const finish = async ({ client, sandboxId }: Door, verdict: 'success' | 'failure') => {
  await client.completeSandbox({ sandboxId, outcome: 'succeeded' })
  return arena.operator.giveVerdict({ sandboxId, verdict, reason: 'A race.' })
}

const expectSound = async () => {
  expect((await arena.operator.reconcileBooks({})).differences).toEqual([])
}

const betsOf = async (marketId: string) => (await arena.as().listBets({ marketId, limit: 500 })).items

test('of many bets of the whole balance at once exactly one is taken', async () => {
  const [door, ada] = [await begin(), await joinAs(arena, `Whole ${randomUUID().slice(0, 8)}`)]
  const { placed, reasons } = await raceOf(times(COUNTS.bets, () => ada.bet(door.marketId, 'success', 1000)))
  expect(placed).toHaveLength(1)
  expect(new Set(reasons)).toEqual(new Set(['insufficient-credits']))
  expect([await ada.balance(), (await betsOf(door.marketId)).length]).toEqual([0, 1])
  await expectSound()
})

test('many retries with one key are one bet, and all get the same answer', async () => {
  const [door, ada] = [await begin(), await joinAs(arena, `Retry ${randomUUID().slice(0, 8)}`)]
  const { placed, reasons } = await raceOf(times(COUNTS.retries, () => ada.bet(door.marketId, 'success', 3, 'one-key')))
  expect(reasons).toEqual([])
  expect(new Set(placed.map((bet) => JSON.stringify(bet))).size).toBe(1)
  expect([await ada.balance(), (await betsOf(door.marketId)).length]).toEqual([997, 1])
  const other = await ada.bet(door.marketId, 'success', 4, 'one-key').catch((error: unknown) => error)
  expect(other).toMatchObject({ reason: 'key-reused' })
})

test('bets that race with the lock stand before it or are refused, and only those before it count', async () => {
  const door = await begin()
  const guests = await Promise.all(times(COUNTS.bettors, (index) => joinAs(arena, `Lock ${index} ${randomUUID().slice(0, 8)}`)))
  const rushes = guests.map(async (guest, index) => {
    const attempts = times(8, () => guest.bet(door.marketId, index % 2 === 0 ? 'success' : 'failure', 5))
    return raceOf(attempts)
  })
  const locking = door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
  const raced = await Promise.all(rushes)
  await locking
  await untilMarket(arena, door.marketId, 'locked')
  expect(raced.flatMap(({ reasons }) => reasons).filter((reason) => reason !== 'market-locked')).toEqual([])

  const record = (await arena.as().listMarketEvents({ marketId: door.marketId, limit: 500 })).items
  const lock = record.find(({ type }) => type === 'MarketLocked')
  const bets = record.filter(({ type }) => type === 'BetPlaced')
  expect(bets.filter(({ version }) => version > (lock?.version ?? 0))).toEqual([])
  expect(bets.length).toBe(raced.flatMap(({ placed }) => placed).length)

  await arena.operator.giveVerdict({ sandboxId: door.sandboxId, verdict: 'success', reason: 'A race.' })
  await untilMarket(arena, door.marketId, 'settled')
  await expectRecordToAddUp(arena, door.marketId)
  await expectSound()
})

/** The events that ended a market, once there are any. */
const endsOf = (marketId: string) =>
  eventually(async () => {
    const { items } = await arena.as().listMarketEvents({ marketId, limit: 500 })
    const ends = items.filter(({ type }) => type === 'MarketSettled' || type === 'MarketVoided')
    expect(ends).not.toEqual([])
    return ends
  })

test('a verdict that races with a cancellation ends the market one way, once', async () => {
  const doors = await Promise.all(times(4, () => begin()))
  const ada = await joinAs(arena, `Verdict ${randomUUID().slice(0, 8)}`)
  for (const { marketId } of doors) await ada.bet(marketId, 'success', 10)
  await Promise.all(doors.map(({ client, sandboxId }) => client.completeSandbox({ sandboxId, outcome: 'succeeded' })))
  await Promise.all(
    doors.flatMap(({ sandboxId }) => [
      arena.operator.giveVerdict({ sandboxId, verdict: 'success', reason: 'First.' }).catch(() => null),
      arena.operator.cancelSandbox({ sandboxId, reason: 'Second.' }).catch(() => null),
    ]),
  )
  for (const { marketId } of doors) expect(await endsOf(marketId)).toHaveLength(1)
  await eventually(async () => expect(await ada.balance()).toBe(1000), { timeoutMs: 15_000 })
  await expectSound()
})

test('of operators who judge at the same time the first decides, and the market is settled and paid once', async () => {
  const door = await begin()
  const [ada, bo] = await Promise.all([
    joinAs(arena, `Yes ${randomUUID().slice(0, 8)}`),
    joinAs(arena, `No ${randomUUID().slice(0, 8)}`),
  ])
  await Promise.all([ada.bet(door.marketId, 'success', 400), bo.bet(door.marketId, 'failure', 300)])
  await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
  const judged = await Promise.allSettled(
    times(20, (index) =>
      arena.operator.giveVerdict({
        sandboxId: door.sandboxId,
        verdict: index % 2 === 0 ? 'success' : 'failure',
        reason: `Judge ${index}.`,
      }),
    ),
  )
  const refusals = judged.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { reason: string }).reason] : []))
  expect([...new Set(refusals)]).toEqual(['wrong-state'])

  const ends = await endsOf(door.marketId)
  expect(ends).toHaveLength(1)
  const { winners } = await untilMarket(arena, door.marketId, 'settled').then(() =>
    arena.as().getSettlement({ marketId: door.marketId }),
  )
  const paid = winners[0] === 'success' ? [1300, 700] : [600, 1400]
  await eventually(async () => expect([await ada.balance(), await bo.balance()]).toEqual(paid), { timeoutMs: 15_000 })
  await expectRecordToAddUp(arena, door.marketId)
  await expectSound()
})

/** As many bets as wanted, a few from each guest, so that payouts take several batches. */
const betMuch = async ({ marketId }: Door): Promise<void> => {
  for (let made = 0; made < COUNTS.settled; made += COUNTS.ofEach) {
    const guest = await joinAs(arena, `Many ${made} ${randomUUID().slice(0, 8)}`)
    const stakes = times(COUNTS.ofEach, (index) => 1 + ((made + index) % 19))
    await Promise.all(stakes.map((stake, index) => guest.bet(marketId, (made + index) % 3 === 0 ? 'failure' : 'success', stake)))
  }
}

const openBets = async (marketId: string): Promise<number> => {
  let [count, after]: [number, string | null] = [0, '0']
  while (after !== null) {
    const page: Awaited<ReturnType<ArenaClient['listBets']>> = await arena.as().listBets({ marketId, limit: 500, after })
    count += page.items.filter(({ status }) => status === 'open').length
    after = page.next
  }
  return count
}

test('a crash in the middle of the payouts of a large market pays nobody twice and forgets nobody', async () => {
  await arena[Symbol.asyncDispose]()
  keptFolder = await newFolder()
  const dataDir = join(keptFolder, 'data')
  arena = await startArena({ dataDir })
  const door = await begin()
  await betMuch(door)
  const { marketId } = door
  const begun = eventually(async () => expect(await openBets(marketId)).toBeLessThan(COUNTS.settled), {
    timeoutMs: 30_000,
    everyMs: 5,
  })
  await Promise.all([finish(door, 'success'), begun])
  await arena.process.kill('SIGKILL')
  arena = await startArena({ dataDir })
  await untilMarket(arena, marketId, 'settled')
  await eventually(async () => expect(await openBets(marketId)).toBe(0), { timeoutMs: 60_000, everyMs: 200 })
  await expectBooksToAddUp(arena)
  await expectSound()
}, 600_000)
