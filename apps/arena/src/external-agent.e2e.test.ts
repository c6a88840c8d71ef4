/** The example of an agent of one's own plays a whole sandbox through the door, and wins. */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually, startProcess } from '@agent-arena/testing'
import { joinAs, expectBooksToAddUp } from './testing/guests.ts'
import { openDoor, untilBalance, untilMarket, untilSandbox } from './testing/sandboxes.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

const example = fileURLToPath(new URL('../../../docs/examples/external-agent.mjs', import.meta.url))

let arena: ArenaUnderTest
beforeAll(async () => void (arena = await startArena()))
afterAll(() => arena?.[Symbol.asyncDispose]())

const wiki = { title: 'My agent', goal: { gym: 'wiki/find-fact' } }

const environmentOf = (url: string, sandboxId: string, token: string) => ({
  ARENA_URL: url,
  SANDBOX_ID: sandboxId,
  SANDBOX_TOKEN: token,
})

/** Else shows all that it said. */
const expectToEndWell = async (agent: ReturnType<typeof startProcess>) => {
  const { code } = await agent.ended
  if (code !== 0) throw new Error(`The agent ended with ${code}:\n${agent.output}`)
}

test('the agent in docs/examples reaches the goal, and those who believed in it are paid', async () => {
  const { sandboxId, marketId, token, arenaUrl } = await openDoor(arena, { ...wiki, seed: 7 })
  expect(await arena.as().getSandbox({ sandboxId })).not.toHaveProperty('token')
  const [believer, doubter] = await Promise.all([joinAs(arena, 'Believer'), joinAs(arena, 'Doubter')])
  await Promise.all([believer.bet(marketId, 'success', 100), doubter.bet(marketId, 'failure', 40)])

  await using agent = startProcess({
    args: [example],
    env: environmentOf(arenaUrl, sandboxId, token),
  })
  await untilSandbox(arena, sandboxId, 'running')
  const { outcome } = await untilSandbox(arena, sandboxId, 'succeeded')
  expect(outcome?.verdict).toBe('success')
  await expectToEndWell(agent)

  const { result } = await untilMarket(arena, marketId, 'settled')
  expect(result?.winners).toEqual(['success'])
  await untilBalance(believer.balance, 1040)
  await untilBalance(doubter.balance, 960)
  await expectBooksToAddUp(arena)

  await eventually(async () => {
    const { items } = await arena.as().getFeed({ sandboxId, limit: 500 })
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
    const told = items.filter(({ kind }) => kind === 'reasoning' || kind === 'browser_action')
    expect(told.map(({ data }) => data['seq'])).toEqual(told.map((_, index) => index + 1))
    expect(told[0]?.data['text']).toContain('I am to find when ')
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['progress', 'verdict', 'settlement']))
    expect(JSON.stringify(items)).not.toContain('/enter/')
  })
  await expect(arena.as(token).getSandboxConfig({ sandboxId })).rejects.toMatchObject({ reason: 'sandbox-ended', status: 401 })
})

test.each([1, 2, 3])('the agent reads every wording of the goal (seed %d)', async (seed) => {
  const { sandboxId, token } = await openDoor(arena, { ...wiki, seed })
  await using agent = startProcess({ args: [example], env: environmentOf(arena.url, sandboxId, token) })
  await expectToEndWell(agent)
  await untilSandbox(arena, sandboxId, 'succeeded')
})

test('an agent without a valid token says what was refused and ends', async () => {
  const { sandboxId } = await openDoor(arena, wiki)
  await using agent = startProcess({ args: [example], env: environmentOf(arena.url, sandboxId, 'nonsense') })
  expect((await agent.ended).code).toBe(1)
  expect(agent.output).toContain('unauthenticated: ')
})
