/** The house's agents in the real gym, which alone knows who has won. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { findChromium } from '@agent-arena/testing'
import { ControlChannel } from './control/control-channel.ts'
import { SandboxDoor } from './door/sandbox-door.ts'
import { run } from './run.ts'
import { DoorDouble, TOKEN } from './testing/door-double.ts'
import { GymProcess } from './testing/gym-process.ts'
import { PlaywrightBrowser } from './tools/browser/playwright-browser.ts'

let gym: GymProcess
let executable: string

beforeAll(async () => {
  executable = await findChromium()
  gym = await GymProcess.start()
})

afterAll(() => gym.close())

interface Attempt {
  readonly goal: string
  readonly model: string
  readonly seed: number
}

const playThrough = async (door: DoorDouble) => {
  const workDir = await mkdtemp(join(tmpdir(), 'house-agent-'))
  const env = { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] ?? '' }
  const browser = await PlaywrightBrowser.launch({ executable, sandboxed: false, workDir, env, showActionsMs: 0 })
  const stop = new AbortController()
  const running = run({
    door: new SandboxDoor({ arenaUrl: door.url, sandboxId: door.sandboxId, token: TOKEN }),
    browser,
    control: new ControlChannel(new PassThrough().resume()),
    stepIntervalMs: 0,
    token: TOKEN,
    signal: stop.signal,
  })
  const claim = await door.claimed.promise
  stop.abort()
  await running
  await browser.close()
  await rm(workDir, { recursive: true, force: true, maxRetries: 5 })
  return claim
}

const attempt = async ({ goal, model, seed }: Attempt): Promise<boolean> => {
  const session = await gym.open(goal, seed)
  await using door = await new DoorDouble({ goal: { text: session.text, url: session.url }, model, chance: `${seed}` }).open()
  const { outcome } = await playThrough(door)
  const met = await gym.isMet(session)
  expect(outcome).toBe(met ? 'succeeded' : 'failed')
  expect(JSON.stringify(door.events)).not.toContain(session.url)
  return met
}

const wins = async (goal: string, model: string, seeds: readonly number[]): Promise<number> => {
  const results = await Promise.all(seeds.map((seed) => attempt({ goal, model, seed })))
  return results.filter((won) => won).length
}

const goals = ['shop/two-mugs', 'wiki/find-fact']

test.each(goals)('greedy wins at least four of five times: %s', async (goal) => {
  expect(await wins(goal, 'house/greedy', [1, 2, 3, 4, 5])).toBeGreaterThanOrEqual(4)
})

test.each(goals)('random loses most of the time: %s', async (goal) => {
  expect(await wins(goal, 'house/random', [1, 2])).toBe(0)
})
