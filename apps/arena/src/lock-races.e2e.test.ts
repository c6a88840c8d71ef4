/** Bets that race with the lock of their market, whatever locks it: those before it stand, none stands after it, and only what the evidence allows counts (I7). */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { BetPlaced, isRejection, MarketLocked, readAllPages, type Bet, type Market } from '@agent-arena/contracts'
import { eventually, times } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { expectRecordToAddUp, joinAs, type Guest } from './testing/guests.ts'
import { COUNTS, tellFigures } from './testing/race.ts'
import { openDoor, thought, untilMarket, type Door } from './testing/sandboxes.ts'
import { Site } from './testing/site.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

/** Between two bets of one guest, so that no machine is fast enough to bet all that a guest has. */
const BETWEEN_MS = 5

let arena: ArenaUnderTest
beforeAll(async () => {
  arena = await startArena()
})
afterAll(() => arena[Symbol.asyncDispose]())

interface Rush {
  readonly placed: Bet[]
  /** Resolves with the reason of the one refusal of each guest, which ends its bets. */
  readonly refusals: Promise<readonly string[]>
}

const betUntilRefused = async (guest: Guest, marketId: string, outcome: string, placed: Bet[]): Promise<string> => {
  for (;;) {
    try {
      placed.push(await guest.bet(marketId, outcome, 1))
    } catch (error) {
      if (!isRejection(error)) throw error
      return error.reason
    }
    await sleep(BETWEEN_MS)
  }
}

/** All bet without end; resolves once both sides are backed. */
const rushOn = async ({ marketId }: Door): Promise<Rush> => {
  const guests = await Promise.all(times(COUNTS.bettors, (index) => joinAs(arena, `Rush ${index} ${randomUUID().slice(0, 8)}`)))
  const placed: Bet[] = []
  const outcomes = ['success', 'failure']
  const refusals = Promise.all(
    guests.map((guest, index) => betUntilRefused(guest, marketId, outcomes[index % outcomes.length] ?? '', placed)),
  )
  const backed = eventually(() => expect(new Set(placed.map(({ outcome }) => outcome))).toEqual(new Set(outcomes)))
  await Promise.race([backed, refusals.then(() => backed)])
  return { placed, refusals }
}

/** What the public record tells of the market's bets and locks. */
const recordOf = async (marketId: string) => {
  const events = await readAllPages((page) => arena.as().listMarketEvents({ marketId, ...page }))
  const of = (name: string) => events.filter(({ type }) => type === name)
  return {
    bets: of('BetPlaced').map(({ version, data }) => ({ version, ...BetPlaced.schema.parse(data) })),
    locks: of('MarketLocked').map(({ version, data }) => ({ version, ...MarketLocked.schema.parse(data) })),
  }
}

/** Every guest bet without end and was refused once: who was answered by a bet has it in the record, before the lock. */
const expectRaced = async ({ marketId }: Door, { placed, refusals }: Rush, cause: Market['lockCause']) => {
  expect(new Set(await refusals)).toEqual(new Set(['market-locked']))
  const { bets, locks } = await recordOf(marketId)
  expect(locks.map((lock) => lock.cause)).toEqual([cause])
  const [lock] = locks as [(typeof locks)[0]]
  expect(bets.filter(({ version }) => version > lock.version)).toEqual([])
  expect(bets.map(({ betId }) => betId).sort()).toEqual(placed.map(({ id }) => id).sort())
  const late = bets.filter(({ placedAt }) => Date.parse(placedAt) > Date.parse(lock.evidenceAt)).map(({ betId }) => betId)
  expect(lock.excluded.toSorted()).toEqual(late.toSorted())
  expect(late.length).toBeLessThan(bets.length)
  tellFigures({ [`bets before the lock (${cause})`]: bets.length, [`too late for the lock (${cause})`]: late.length })
  tellFigures({ [`refused after the lock (${cause})`]: COUNTS.bettors })
  return { late: late.toSorted(), lock }
}

/** Late bets came back, and nothing was made or lost. */
const expectSettled = async ({ marketId }: Door, late: readonly string[]) => {
  await untilMarket(arena, marketId, 'settled')
  const { payouts } = await arena.as().getSettlement({ marketId })
  expect(
    payouts
      .filter(({ kind }) => kind === 'refund')
      .map(({ betId }) => betId)
      .sort(),
  ).toEqual(late)
  await expectRecordToAddUp(arena, marketId)
  expect((await arena.operator.reconcileBooks({})).differences).toEqual([])
}

test('a lock by the end of the run', async () => {
  const door = await openDoor(arena)
  await door.tell(thought(1))
  const rush = await rushOn(door)
  await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
  const { late } = await expectRaced(door, rush, 'ended')
  await arena.operator.giveVerdict({ sandboxId: door.sandboxId, verdict: 'success', reason: 'A race.' })
  await expectSettled(door, late)
})

test('a lock by the progress that the referee sees', async () => {
  await using site = await Site.open()
  const [most] = site.goal.checks as [(typeof site.goal.checks)[number]]
  const { evidenceAt: _evidenceAt, ...rest } = { ...most, jsonPath: '$.never', weight: 5 }
  const door = await openDoor(arena, {
    goal: { ...site.goal, checks: [{ ...most, weight: 95 }, rest] },
  })
  await door.tell(thought(1))
  const rush = await rushOn(door)
  site.meet(new Date().toISOString())
  const { late } = await expectRaced(door, rush, 'progress')
  await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
  await expectSettled(door, late)
})

test('a lock by time, at a moment that is known beforehand', async () => {
  const door = await openDoor(arena, { timeLimitSeconds: 2 })
  const rush = await rushOn(door)
  await door.tell(thought(1))
  const { late, lock } = await expectRaced(door, rush, 'time')
  expect(late).toEqual([])
  expect(rush.placed.filter(({ placedAt }) => Date.parse(placedAt) >= Date.parse(lock.evidenceAt))).toEqual([])
  await expectSettled(door, late)
})
