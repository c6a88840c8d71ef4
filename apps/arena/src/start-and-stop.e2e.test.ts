/** Starting and stopping: quick, without a trace, side by side, and in plain words when it cannot be. */
import { createServer, type AddressInfo } from 'node:net'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventually, processesMatching } from '@agent-arena/testing'
import { freePort } from './testing/free-port.ts'
import { joinAs } from './testing/guests.ts'
import { openDoor, untilSandbox } from './testing/sandboxes.ts'
import { launchArena, newFolder, startArena } from './testing/start-arena.ts'

let folder: string
beforeAll(async () => void (folder = await newFolder()))
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const PATIENCE = { timeoutMs: 30_000, everyMs: 100 }

/** What is left of an arena that has ended: by its data folder, which every one of its processes names. */
const expectNothingOf = (dataDir: string) => expect(processesMatching(dataDir).map(({ command }) => command)).toEqual([])

test('Ctrl-C in the middle of a match ends npm start, the agents and the database, and the next start goes on with the data', async () => {
  const dataDir = join(folder, 'kept')
  await using first = await startArena({ dataDir, byNpm: true })
  const ada = await joinAs(first, 'Ada')
  const { sandboxes } = await first.operator.createMatch({
    title: 'Cut short',
    goal: { gym: 'shop/two-mugs' },
    contestants: ['One', 'Two'].map((name) => ({ name, model: 'house/random' })),
    timeLimitSeconds: 300,
  })
  for (const { id } of sandboxes) await untilSandbox(first, id, 'running', 30_000)
  const family = new Set(first.running().map(({ pid }) => pid))
  await first.interrupt()
  expect(first.process.output).not.toMatch(/^ +at /m)
  expectNothingOf(dataDir)
  expect(first.running().filter(({ pid }) => family.has(pid))).toEqual([])

  await using second = await startArena({ dataDir })
  expect(await second.as(ada.token).getWallet({})).toEqual({ balance: 1000 })
  for (const { id } of sandboxes) await untilSandbox(second, id, 'faulted')
  process.kill(second.process.pid, 'SIGTERM')
  expect(await second.process.kill('SIGINT')).toEqual({ code: 0, signal: null })
  expectNothingOf(dataDir)
}, 90_000)

describe('Ctrl-C in the middle of the start', () => {
  test.each(['Starting the arena', 'Database', 'Starting the services'])(
    'leaves nothing behind after “%s”',
    async (step) => {
      const dataDir = join(folder, `early-${step.length}`)
      await using arena = launchArena({ ARENA_DATA_DIR: dataDir, ARENA_PORT: String(await freePort()) })
      await arena.waitForLine(step, 30_000)
      await arena.kill('SIGINT')
      await eventually(() => expectNothingOf(dataDir))
    },
    40_000,
  )
})

describe('what cannot start says so in one plain sentence', () => {
  /** All that is said beside the progress lines. */
  const refusalOf = async (env: Readonly<Record<string, string>>) => {
    await using arena = launchArena({ ARENA_DATA_DIR: join(folder, 'refused'), ARENA_PORT: String(await freePort()), ...env })
    const { code } = await arena.ended
    expect([code, arena.output]).toEqual([1, expect.not.stringMatching(/^ +at /m)])
    return arena.output.split('\n').filter((line) => line !== '' && !/^(…|Building)/.test(line))
  }

  test('a port that is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const said = await refusalOf({ ARENA_PORT: String(port) })
    server.close()
    expect(said).toEqual([expect.stringMatching(new RegExp(`^Port ${port} is taken; choose another one: `))])
  })

  test('a data folder that is a file', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    for (const dataDir of [file, join(file, 'below')])
      expect(await refusalOf({ ARENA_DATA_DIR: dataDir })).toEqual([
        expect.stringMatching(/^.+ is not a folder; move it away, or choose another one with ARENA_DATA_DIR\.$/),
      ])
  })

  test('a configuration with faults, all of them at once', async () => {
    const said = (await refusalOf({ ARENA_PORT: 'nonsense', ARENA_DEMO: 'maybe', ARENA_OPERATOR_TOKEN: 'short' })).join('\n')
    for (const name of ['ARENA_PORT', 'ARENA_DEMO', 'ARENA_OPERATOR_TOKEN']) expect(said).toContain(name)
  })

  test('an arena beside another one in the same data folder', async () => {
    const dataDir = join(folder, 'shared')
    await using first = await startArena({ dataDir })
    expect(await refusalOf({ ARENA_DATA_DIR: dataDir })).toHaveLength(1)
    expect(await first.as().listMatches({})).toEqual({ items: [], next: null })
  })
})

test('people and external agents are told the address that the arena is given, and house agents use the machine’s own', async () => {
  const ARENA_PUBLIC_URL = 'https://arena.invalid'
  await using arena = await startArena({ env: { ARENA_PUBLIC_URL } })
  expect(arena.process.output).toContain(`Agent Arena   ${ARENA_PUBLIC_URL}`)
  expect(await openDoor(arena)).toMatchObject({ arenaUrl: ARENA_PUBLIC_URL })
  const { id } = await arena.operator.createSandbox({
    title: 'At home',
    goal: { gym: 'shop/two-mugs' },
    agent: { kind: 'builtin', model: 'house/random' },
    timeLimitSeconds: 300,
  })
  await untilSandbox(arena, id, 'running', 30_000)
  await eventually(async () => {
    const { items } = await arena.as().getFeed({ sandboxId: id })
    expect(items.map(({ kind }) => kind)).toContain('browser_action')
  }, PATIENCE)
}, 90_000)

test('two arenas run side by side in folders of their own', async () => {
  const [one, other] = await Promise.all([startArena(), startArena()])
  await using both = new AsyncDisposableStack()
  both.use(one)
  both.use(other)
  const ada = await joinAs(one, 'Ada')
  expect(await one.as(ada.token).getMe({})).toMatchObject({ name: 'Ada' })
  await expect(other.as(ada.token).getMe({})).rejects.toMatchObject({ reason: 'unauthenticated' })
  await one.process.kill('SIGINT')
  expect((await fetch(`${other.url}/health/ready`)).status).toBe(200)
  expect((await other.operator.auditLedger({})).total).toBe(0)
})
