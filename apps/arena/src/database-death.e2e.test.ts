/** When the embedded database is killed under the arena, the arena starts it again and goes on, and no credit is lost. */
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { eventually, processesMatching } from '@agent-arena/testing'
import { expectBooksToAddUp, joinAs } from './testing/guests.ts'
import { openDoor, thought } from './testing/sandboxes.ts'
import { startArena } from './testing/start-arena.ts'

const RECOVERY_MS = 20_000

test('a killed database is started again; bets, tokens and a run in progress go on', async () => {
  await using arena = await startArena()
  const guest = await joinAs(arena, 'Ada')
  const door = await openDoor(arena)
  await door.tell(thought(1))
  const bet = await guest.bet(door.marketId, 'success', 10, 'before')

  const [postmaster] = processesMatching(join(arena.dataDir, 'postgres'))
  process.kill(postmaster?.pid ?? 0, 'SIGKILL')
  await eventually(async () => expect((await fetch(`${arena.url}/health/ready`)).status).toBe(503), { timeoutMs: 5000 })
  await eventually(async () => expect((await fetch(`${arena.url}/health/ready`)).status).toBe(200), { timeoutMs: RECOVERY_MS })

  expect(await guest.bet(door.marketId, 'success', 10, 'before')).toEqual(bet)
  await guest.bet(door.marketId, 'failure', 20, 'after')
  await door.tell(thought(2))
  await eventually(async () =>
    expect((await arena.as().getFeed({ sandboxId: door.sandboxId, limit: 500 })).items.length).toBeGreaterThan(4),
  )
  await expectBooksToAddUp(arena, 30)
})
