/** The sandbox door: what an agent of its owner's may tell and claim, and how its run ends. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventually } from '@agent-arena/testing'
import { bettorsOn, expectBalances, expectRefunds } from './testing/bettors.ts'
import { openDoor, thought, untilMarket, untilSandbox, type Door } from './testing/sandboxes.ts'
import { Site } from './testing/site.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
beforeAll(async () => void (arena = await startArena()))
afterAll(() => arena?.[Symbol.asyncDispose]())

const sandboxNow = ({ sandboxId }: Door) => arena.as().getSandbox({ sandboxId })
const marketNow = ({ marketId }: Door) => arena.as().getMarket({ marketId })

describe('events', () => {
  test('are numbered without gaps, and a repeat is recognised', async () => {
    const { sandboxId, tell } = await openDoor(arena)
    expect(await tell(thought(1), thought(2))).toEqual({ accepted: 2, duplicates: 0 })
    expect(await tell(thought(2), thought(3))).toEqual({ accepted: 1, duplicates: 1 })
    await expect(tell(thought(5))).rejects.toMatchObject({
      status: 409,
      reason: 'sequence-gap',
      details: { extra: { expected: 4 } },
    })
    await expect(tell(thought(4), thought(6))).rejects.toMatchObject({ reason: 'sequence-gap' })
    await expect(tell(thought(3, 'something else'))).rejects.toMatchObject({ status: 409, reason: 'sequence-conflict' })
    const long = { ...thought(4), payload: { text: 'short', more: 'x'.repeat(16 * 1024) } }
    await expect(tell(long)).rejects.toMatchObject({
      status: 400,
      reason: 'malformed',
      details: { errors: [{ path: 'events.0' }] },
    })
    await eventually(async () => {
      const { items } = await arena.as().getFeed({ sandboxId })
      expect(items.filter(({ kind }) => kind === 'reasoning').map(({ data }) => data['text'])).toEqual([
        'thought 1',
        'thought 2',
        'thought 3',
      ])
    })
  })

  test('are not taken before the run begins, and the first one begins it', async () => {
    const door = await openDoor(arena, { startsInSeconds: 2, timeLimitSeconds: 60 })
    await expect(door.tell(thought(1))).rejects.toMatchObject({ status: 409, reason: 'wrong-state' })
    await expect(door.client.updateProgress({ sandboxId: door.sandboxId, progress: 1 })).rejects.toMatchObject({
      reason: 'wrong-state',
    })
    expect(await sandboxNow(door)).toMatchObject({ startedAt: null })
    await eventually(() => door.tell(thought(1)), { timeoutMs: 10_000, everyMs: 100 })
    const { status, startedAt, startsAt, endsAt } = await sandboxNow(door)
    expect([status, Date.parse(endsAt ?? '') - Date.parse(startedAt ?? '')]).toEqual(['running', 60_000])
    expect(Date.parse(startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(startsAt))
  })
})

test('the goal’s site is told when the clock runs: nobody solves a goal before it, while bets have full weight', async () => {
  const { sandboxId, client, tell } = await openDoor(arena, { goal: { gym: 'wiki/find-fact' } })
  expect((await client.getSandboxConfig({ sandboxId })).goal).toEqual({ text: expect.any(String) })
  await tell(thought(1))
  expect((await client.getSandboxConfig({ sandboxId })).goal.url).toContain('/enter/')
})

test('the seed is told to nobody before the end, the agent included, and to everybody then', async () => {
  const seed = Number.MAX_SAFE_INTEGER - 4
  const door = await openDoor(arena, { goal: { gym: 'wiki/find-fact' }, seed })
  const { sandboxId, client, tell } = door
  const seen = [await client.getSandboxConfig({ sandboxId }), await sandboxNow(door)]
  await tell(thought(1))
  seen.push(await client.getSandboxConfig({ sandboxId }), await sandboxNow(door))
  expect(JSON.stringify(seen)).not.toContain(String(seed))
  expect(seen[2]).toMatchObject({ chance: null })
  await arena.operator.cancelSandbox({ sandboxId, reason: 'a test' })
  expect(await untilSandbox(arena, sandboxId, 'cancelled')).toMatchObject({ seed, goal: { seed } })
})

describe('a claim of progress', () => {
  test('counts for nothing where the referee sees for itself', async () => {
    await using site = await Site.open()
    const door = await openDoor(arena, { goal: site.goal })
    await door.client.updateProgress({ sandboxId: door.sandboxId, progress: 95 })
    expect(await sandboxNow(door)).toMatchObject({ status: 'running', progress: 0, progressSource: 'referee' })
    expect(await marketNow(door)).toMatchObject({ status: 'open' })
  })

  test('is shown as a claim where there are no checks, and locks no market', async () => {
    const door = await openDoor(arena)
    await door.client.updateProgress({ sandboxId: door.sandboxId, progress: 95, note: 'nearly' })
    await eventually(async () => expect(await sandboxNow(door)).toMatchObject({ progress: 95, progressSource: 'claim' }))
    expect(await marketNow(door)).toMatchObject({ status: 'open' })
  })
})

describe('a run', () => {
  test('that never begins is cancelled, and its bets are refunded', async () => {
    const door = await openDoor(arena, { startTimeoutSeconds: 2 })
    const bettors = await bettorsOn(arena, door)
    expect((await untilSandbox(arena, door.sandboxId, 'cancelled')).outcome?.cause).toContain('did not begin')
    await expectRefunds(arena, door, bettors)
  })

  test('that an operator cancels is voided, and its token opens nothing any longer', async () => {
    const door = await openDoor(arena)
    const bettors = await bettorsOn(arena, door)
    await door.tell(thought(1))
    const { sandboxId } = door
    await arena.operator.cancelSandbox({ sandboxId, reason: 'a test' })
    await expectRefunds(arena, door, bettors)
    await expect(door.tell(thought(2))).rejects.toMatchObject({ status: 401, reason: 'sandbox-ended' })
    await expect(arena.operator.cancelSandbox({ sandboxId, reason: 'again' })).rejects.toMatchObject({
      status: 409,
      reason: 'wrong-state',
    })
  })

  test('without checks is judged by an operator once its agent says that it is done', async () => {
    const door = await openDoor(arena)
    const { believer, doubter } = await bettorsOn(arena, door)
    const { sandboxId, marketId } = door
    const judge = () => arena.operator.giveVerdict({ sandboxId, verdict: 'failure', reason: 'Not what was asked.' })
    await door.tell(thought(1))
    await expect(judge()).rejects.toMatchObject({ status: 409, reason: 'wrong-state' })
    await door.client.completeSandbox({ sandboxId, outcome: 'succeeded' })
    await untilSandbox(arena, sandboxId, 'awaiting-verdict')
    expect(await untilMarket(arena, marketId, 'locked')).toMatchObject({ lockCause: 'ended' })
    await judge()
    expect((await untilMarket(arena, marketId, 'settled')).result?.winners).toEqual(['failure'])
    await expectBalances(arena, [
      [believer, 970],
      [doubter, 1030],
    ])
  })
})

test('a picture that the agent pushes is its screen, and nothing else is one', async () => {
  const { sandboxId, token, tell } = await openDoor(arena)
  const screen = `${arena.url}/api/v1/sandboxes/${sandboxId}/screen`
  const push = (body: Uint8Array<ArrayBuffer>) => {
    const headers = { 'content-type': 'image/jpeg', authorization: `Bearer ${token}` }
    return fetch(`${arena.url}/api/v1/sandboxes/${sandboxId}/frames`, { method: 'POST', headers, body })
  }
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9])
  expect((await fetch(screen)).status).toBe(404)
  expect((await push(jpeg)).status).toBe(409)
  await tell(thought(1))
  expect((await push(new Uint8Array([1, 2, 3]))).status).toBe(400)
  await eventually(async () => expect(await (await push(jpeg)).json()).toMatchObject({ watchers: 0 }))
  expect(await (await fetch(screen)).bytes()).toEqual(jpeg)
})

test('a check that looks into our own browser is refused for an agent that has none of ours', async () => {
  const goal = { text: 'Look.', checks: [{ kind: 'page', text: 'hello' } as const] }
  await expect(openDoor(arena, { goal })).rejects.toMatchObject({
    status: 422,
    reason: 'check-refused',
    details: { errors: [{ path: 'goal.checks.0' }] },
  })
})
