/** Killed in the middle of a match and started again, the arena loses no bet, no credit and no token, and leaves nothing running. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Bet, Match } from '@agent-arena/contracts'
import { allProcesses, eventually, processesMatching, type RunningProcess } from '@agent-arena/testing'
import { freePort } from './testing/free-port.ts'
import { expectBooksToAddUp, expectRecordToAddUp, joinAs, type Guest } from './testing/guests.ts'
import { openDoor, thought, untilMarket, untilSandbox, type Door } from './testing/sandboxes.ts'
import { newFolder, startArena, type ArenaUnderTest } from './testing/start-arena.ts'

/** What the issue allows from the new start's readiness to the end of everything that was interrupted. */
const RECOVERY_MS = 15_000
const GUESTS = 4
const STORM = 60

let folder: string
let port: number
let arena: ArenaUnderTest
let guests: Guest[]
let match: Match
let door: Door
/** All that was seen of the arena before it is killed, with a page of each contestant. */
let family: readonly RunningProcess[]
/** Bets whose acceptance somebody was told, by their key. */
const accepted = new Map<string, { readonly guest: Guest; readonly bet: Bet }>()
/** All that were asked for. */
const asked = new Map<
  string,
  { readonly guest: Guest; readonly marketId: string; readonly outcome: string; readonly stake: number }
>()

const start = () => startArena({ dataDir: join(folder, 'data'), port })

/** Later by its token alone: the client belongs to an address, not to a process. */
const askFor = async (guest: Guest, marketId: string, outcome: string, stake: number, key = randomUUID()) => {
  asked.set(key, { guest, marketId, outcome, stake })
  accepted.set(key, { guest, bet: await guest.bet(marketId, outcome, stake, key) })
}

const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T

/** Two hapless contestants, so that nobody wins too early. */
const makeMatch = () =>
  arena.operator.createMatch({
    title: 'Interrupted',
    goal: { gym: 'shop/two-mugs' },
    contestants: ['One', 'Two'].map((name) => ({ name, model: 'house/random' })),
    timeLimitSeconds: 600,
  })

/** The browsers that show a page: its process is of another one after a navigation, its parent stays. */
const browsersWithPages = (processes: typeof family) =>
  new Set(processes.filter(({ command }) => command.includes('--type=renderer')).map(({ parent }) => parent))

/** Bets go on while the process dies: some are answered, some are not. */
const killInAStorm = async () => {
  const storm = Array.from({ length: STORM }, (_, index) =>
    askFor(at(guests, index), door.marketId, index % 3 === 0 ? 'failure' : 'success', 1 + (index % 7)).catch(() => undefined),
  )
  await eventually(() => expect(accepted.size).toBeGreaterThan(GUESTS * 2 + STORM / 4), { everyMs: 1 })
  family = [...family, ...arena.running()]
  await arena.process.kill('SIGKILL')
  await Promise.all(storm)
}

beforeAll(async () => {
  ;[folder, port] = await Promise.all([newFolder(), freePort()])
  arena = await start()
  guests = await Promise.all(Array.from({ length: GUESTS }, (_, index) => joinAs(arena, `Guest ${index}`)))
  ;[match, door] = await Promise.all([makeMatch(), openDoor(arena)])
  await door.tell(thought(1), thought(2))
  const [one, two] = match.sandboxes.map(({ id }) => id) as [string, string]
  await Promise.all(guests.map((guest, index) => askFor(guest, match.marketId, at([one, two, 'nobody'], index), 10 + index)))
  await Promise.all(
    guests.map((guest, index) => askFor(guest, match.sandboxes[0]?.marketId ?? '', at(['success', 'failure'], index), 5)),
  )
  await Promise.all([one, two].map((id) => untilSandbox(arena, id, 'running', 30_000)))
  await eventually(
    () => {
      family = arena.running()
      expect(browsersWithPages(family).size).toBe(2)
    },
    { timeoutMs: 20_000 },
  )
  await killInAStorm()
  arena = await start()
}, 90_000)
afterAll(async () => {
  await arena?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

test(
  'what was interrupted ends as faulted, and its markets are voided with all bets refunded',
  async () => {
    await eventually(
      async () => {
        const { status, sandboxes } = await arena.as().getMatch({ matchId: match.id })
        expect(status).toBe('voided')
        expect(sandboxes.map((sandbox) => sandbox.status)).toEqual(['faulted', 'faulted'])
      },
      { timeoutMs: RECOVERY_MS, everyMs: 50 },
    )
    for (const marketId of [match.marketId, ...match.sandboxes.map((sandbox) => sandbox.marketId)]) {
      await untilMarket(arena, marketId, 'voided')
      await expectRecordToAddUp(arena, marketId)
      const { payouts } = await arena.as().getSettlement({ marketId })
      expect(payouts.filter(({ kind }) => kind !== 'refund')).toEqual([])
    }
  },
  RECOVERY_MS * 2,
)

test('nothing of the killed arena runs any longer, and there is one Postgres', async () => {
  await eventually(
    () => {
      const living = new Map(allProcesses().map(({ pid, command }) => [pid, command]))
      expect(family.filter(({ pid, command }) => !command.includes('postgres') && living.get(pid) === command)).toEqual([])
    },
    { timeoutMs: RECOVERY_MS },
  )
  const postmasters = processesMatching(join(folder, 'data', 'postgres'))
  expect(postmasters.map(({ command }) => command)).toHaveLength(1)
})

test('every bet that was accepted is there, once, as it was accepted', async () => {
  expect(accepted.size).toBeGreaterThan(GUESTS * 2)
  const markets = [...new Set([...accepted.values()].map(({ bet }) => bet.marketId))]
  const pages = await Promise.all(markets.map((marketId) => arena.as().listBets({ marketId, limit: 500 })))
  const recorded = new Map(pages.flatMap(({ items }) => items).map((bet) => [bet.id, bet]))
  for (const { bet } of accepted.values()) expect(recorded.get(bet.id)).toMatchObject(bet)
})

test('the same key gives the same answer, and a bet that nobody was told of is placed once', async () => {
  for (const [key, { guest, marketId, outcome, stake }] of asked) {
    const known = accepted.get(key)
    if (!known && marketId !== door.marketId) continue
    const bet = await guest.bet(marketId, outcome, stake, key)
    if (known) expect(bet).toEqual(known.bet)
    accepted.set(key, { guest, bet })
  }
  expect(accepted.size).toBe(GUESTS * 2 + STORM)
  const { items } = await arena.as().listBets({ marketId: door.marketId, limit: 500 })
  expect(items).toHaveLength(STORM)
})

test('balances and open stakes together are what was granted', async () => {
  const open = [...accepted.values()].filter(({ bet }) => bet.marketId === door.marketId)
  await eventually(
    () =>
      expectBooksToAddUp(
        arena,
        open.reduce((sum, { bet }) => sum + bet.stake, 0),
      ),
    { timeoutMs: RECOVERY_MS },
  )
  for (const guest of guests) {
    const staked = open.filter((bet) => bet.guest === guest).reduce((sum, { bet }) => sum + bet.stake, 0)
    expect(await guest.balance()).toBe(1000 - staked)
  }
})

test('an agent of its owner’s goes on with the token it has, to the last credit', async () => {
  const { sandboxId, marketId } = door
  expect(await door.client.getSandboxConfig({ sandboxId })).toMatchObject({ sandboxId, lastSeq: 2 })
  expect(await door.tell(thought(2), thought(3))).toEqual({ accepted: 1, duplicates: 1 })
  await door.client.completeSandbox({ sandboxId, outcome: 'succeeded' })
  await untilSandbox(arena, sandboxId, 'awaiting-verdict')
  await arena.operator.giveVerdict({ sandboxId, verdict: 'success', reason: 'It did what was asked.' })
  await untilMarket(arena, marketId, 'settled')
  await eventually(() => expectBooksToAddUp(arena), { timeoutMs: RECOVERY_MS })
  await expectRecordToAddUp(arena, marketId)
})
