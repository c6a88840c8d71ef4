/** Races against the running arena over HTTP: whoever is first, no credit is made or lost (I3, I6). */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readAllPages } from '@agent-arena/contracts'
import { eventually, times } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { expectBooksToAddUp, expectRecordToAddUp, joinAs } from './testing/guests.ts'
import { COUNTS, raceOf, tellFigures } from './testing/race.ts'
import { openDoor, untilBalance, untilMarket, type Door } from './testing/sandboxes.ts'
import { newFolder, startArena, type ArenaUnderTest } from './testing/start-arena.ts'

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

const begin = async (more?: Parameters<typeof openDoor>[1]): Promise<Door> => {
  const door = await openDoor(arena, more)
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
  const [door, ada] = [await begin(), await joinAs(arena, 'Whole')]
  const { placed, reasons } = await raceOf(times(COUNTS.bets, () => ada.bet(door.marketId, 'success', 1000)))
  expect(placed).toHaveLength(1)
  expect(new Set(reasons)).toEqual(new Set(['insufficient-credits']))
  expect([await ada.balance(), (await betsOf(door.marketId)).length]).toEqual([0, 1])
  await expectSound()
  tellFigures({ 'bets of the whole balance at once': COUNTS.bets, 'taken of them': placed.length })
})

test('many retries with one key are one bet, and all get the same answer', async () => {
  const [door, ada] = [await begin(), await joinAs(arena, 'Retry')]
  const { placed, reasons } = await raceOf(times(COUNTS.retries, () => ada.bet(door.marketId, 'success', 3, 'one-key')))
  expect(reasons).toEqual([])
  expect(new Set(placed.map((bet) => JSON.stringify(bet))).size).toBe(1)
  expect([await ada.balance(), (await betsOf(door.marketId)).length]).toEqual([997, 1])
  tellFigures({ 'requests with one key at once': placed.length, 'bets of them': 1 })
  const other = await ada.bet(door.marketId, 'success', 4, 'one-key').catch((error: unknown) => error)
  expect(other).toMatchObject({ reason: 'key-reused' })
})

/** The events that ended a market, once there are any. */
const endsOf = (marketId: string) =>
  eventually(async () => {
    const { items } = await arena.as().listMarketEvents({ marketId, limit: 500 })
    const ends = items.filter(({ type }) => type === 'MarketSettled' || type === 'MarketVoided')
    expect(ends).not.toEqual([])
    return ends
  })

/** A verdict and a cancellation of one run at the same moment; which is sent first is told. */
const judgeAndCancel = async ({ sandboxId }: Door, verdictFirst: boolean): Promise<void> => {
  const judge = () => arena.operator.giveVerdict({ sandboxId, verdict: 'success', reason: 'It did.' })
  const cancel = () => arena.operator.cancelSandbox({ sandboxId, reason: 'It should not have run.' })
  const both = await Promise.allSettled((verdictFirst ? [judge, cancel] : [cancel, judge]).map((end) => end()))
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(refused.map((reason) => (reason as { reason?: string }).reason)).toEqual(['wrong-state'])
}

test('a verdict that races with a cancellation settles the market or voids it, once, and pays accordingly', async () => {
  const doors = await Promise.all(times(COUNTS.ends, () => begin()))
  const [believer, doubter] = await Promise.all([joinAs(arena, 'Believer'), joinAs(arena, 'Doubter')])
  for (const { marketId } of doors) {
    await Promise.all([believer.bet(marketId, 'success', 10), doubter.bet(marketId, 'failure', 5)])
  }
  await Promise.all(doors.map(({ client, sandboxId }) => client.completeSandbox({ sandboxId, outcome: 'succeeded' })))
  await Promise.all(doors.map((door, index) => judgeAndCancel(door, index % 2 === 0)))

  const ends = await Promise.all(doors.map(({ marketId }) => endsOf(marketId)))
  expect(ends.map((ofOne) => ofOne.length)).toEqual(doors.map(() => 1))
  const settled = ends.flat().filter(({ type }) => type === 'MarketSettled').length
  await untilBalance(believer.balance, 1000 + 5 * settled)
  await untilBalance(doubter.balance, 1000 - 5 * settled)
  await Promise.all(doors.map(({ marketId }) => expectRecordToAddUp(arena, marketId)))
  await expectSound()
  tellFigures({
    'verdicts beside a cancellation': doors.length,
    'settled of them': settled,
    'voided of them': doors.length - settled,
  })
})

test('of operators who judge at the same time the first decides, and the market is settled and paid once', async () => {
  const door = await begin()
  const [ada, bo] = await Promise.all([joinAs(arena, 'Yes'), joinAs(arena, 'No')])
  await Promise.all([ada.bet(door.marketId, 'success', 400), bo.bet(door.marketId, 'failure', 300)])
  await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
  const judged = await Promise.allSettled(
    times(COUNTS.judges, (index) =>
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
  tellFigures({ 'judges at once': COUNTS.judges, 'judges refused': refusals.length, settlements: ends.length })
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
    const guest = await joinAs(arena, `Many ${made}`)
    const stakes = times(COUNTS.ofEach, (index) => 1 + ((made + index) % 19))
    await Promise.all(stakes.map((stake, index) => guest.bet(marketId, (made + index) % 3 === 0 ? 'failure' : 'success', stake)))
  }
}

const openBets = async (marketId: string): Promise<number> => {
  const bets = await readAllPages((page) => arena.as().listBets({ marketId, ...page }))
  return bets.filter(({ status }) => status === 'open').length
}

/** What the pool of the market still holds: all stakes before the payouts, nothing after them. */
const poolOf = async (marketId: string): Promise<number> => {
  const { accounts } = await arena.operator.auditLedger({})
  return accounts.find(({ id }) => id === `pool:${marketId}`)?.balance ?? 0
}

test('a crash in the middle of the payouts of a large market pays nobody twice and forgets nobody', async () => {
  await arena[Symbol.asyncDispose]()
  keptFolder = await newFolder()
  const dataDir = join(keptFolder, 'data')
  arena = await startArena({ dataDir })
  const door = await begin()
  await betMuch(door)
  const { marketId } = door
  const staked = await poolOf(marketId)
  const begun = async () => {
    const held = await poolOf(marketId)
    expect(held).toBeLessThan(staked)
    return held
  }
  const [, held] = await Promise.all([finish(door, 'success'), eventually(begun, { timeoutMs: 30_000, everyMs: 5 })])
  await arena.process.kill('SIGKILL')
  tellFigures({ 'bets of the large market': COUNTS.settled, 'credits of them': staked, 'not paid when it was killed': held })
  arena = await startArena({ dataDir })
  await untilMarket(arena, marketId, 'settled')
  await eventually(async () => expect(await openBets(marketId)).toBe(0), { timeoutMs: 60_000, everyMs: 200 })
  await expectBooksToAddUp(arena)
  await expectSound()
}, 600_000)
