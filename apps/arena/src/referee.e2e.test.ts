/** The referee decides by what a site outside says, and by its times: the agent's word is only a claim. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { bettorsOn, expectBalances, expectRefunds } from './testing/bettors.ts'
import { joinAs } from './testing/guests.ts'
import { openDoor, thought, untilMarket, untilSandbox } from './testing/sandboxes.ts'
import { Site } from './testing/site.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
beforeAll(async () => void (arena = await startArena()))
afterAll(() => arena?.[Symbol.asyncDispose]())

describe('a goal that the referee asks a site about', () => {
  test('is reached at the time of the site’s own record, and a bet placed after that is refunded', async () => {
    await using site = await Site.open()
    const door = await openDoor(arena, { goal: site.goal })
    const { sandboxId, marketId } = door
    const { believer, doubter } = await bettorsOn(arena, door)
    await door.tell(thought(1))
    // Evidence lies between the beginnings of the last look that saw it unmet and the first that saw it met.
    site.fallSilent()
    const evidenceAt = new Date((await believer.bet(marketId, 'success', 1)).placedAt)
    const late = await joinAs(arena, 'Late')
    const { placedAt } = await late.bet(marketId, 'success', 500)
    expect(Date.parse(placedAt)).toBeGreaterThan(evidenceAt.getTime())
    site.meet(evidenceAt.toISOString())
    const { outcome } = await untilSandbox(arena, sandboxId, 'succeeded')
    expect(outcome).toMatchObject({ verdict: 'success', evidenceAt: evidenceAt.toISOString() })
    await untilMarket(arena, marketId, 'settled')
    const { payouts, losingPool } = await arena.as().getSettlement({ marketId })
    expect([losingPool, payouts.map(({ kind }) => kind).sort()]).toEqual([20, ['loss', 'refund', 'win', 'win']])
    await expectBalances(arena, [
      [believer, 1020],
      [doubter, 980],
      [late, 1000],
    ])
  })

  test('is not reached by the agent’s word alone', async () => {
    await using site = await Site.open()
    const door = await openDoor(arena, { goal: site.goal })
    const { believer, doubter } = await bettorsOn(arena, door)
    await door.tell(thought(1))
    await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
    expect((await untilSandbox(arena, door.sandboxId, 'failed')).outcome?.verdict).toBe('failure')
    await expectBalances(arena, [
      [believer, 970],
      [doubter, 1030],
    ])
  })

  test('that is met before the run begins voids it', async () => {
    await using site = await Site.open()
    const door = await openDoor(arena, { goal: site.goal })
    const bettors = await bettorsOn(arena, door)
    site.meet()
    expect((await untilSandbox(arena, door.sandboxId, 'faulted')).outcome?.cause).toContain('met before the run began')
    await expectRefunds(arena, door, bettors)
  })

  test('that nobody can look at when the agent is done voids the run', async () => {
    const site = await Site.open()
    const door = await openDoor(arena, { goal: site.goal })
    const bettors = await bettorsOn(arena, door)
    await door.tell(thought(1))
    await site[Symbol.asyncDispose]()
    await door.client.completeSandbox({ sandboxId: door.sandboxId, outcome: 'succeeded' })
    expect((await untilSandbox(arena, door.sandboxId, 'faulted')).outcome?.cause).toContain('could not look')
    await expectRefunds(arena, door, bettors)
  })
})
