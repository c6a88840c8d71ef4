/** Local sandboxes are real processes: made, spoken to, and gone without a trace. */
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger } from '@agent-arena/service-kit'
import { eventually, processesMatching } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { ProcessDriver } from './process-driver.ts'

const script = join(import.meta.dirname, '../../testing/runner-script.mjs')

let dataDir: string
let driver: ProcessDriver
const makeDriver = () =>
  new ProcessDriver(
    {
      dataDir,
      runner: { command: [process.execPath, script], models: [] },
      chromium: { path: '/bin/true', sandboxed: false, env: { FONTCONFIG_PATH: '/fonts' } },
      gym: null,
      stepIntervalMs: 10,
      allowLoopbackChecks: true,
    },
    silentLogger(),
  )
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'process-driver-'))
  await chmod(dataDir, 0o711)
  driver = makeDriver()
  await driver.collectOrphans()
})
afterEach(async () => {
  await driver.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const unique = () => `sbx_${Math.random().toString(36).slice(2)}`
/** The token tells the script how to behave. */
const create = async (behaviour = 'good') => {
  const sandboxId = unique()
  await driver.create({ sandboxId, model: 'house/greedy', arenaUrl: 'http://127.0.0.1:1', token: behaviour })
  return sandboxId
}
const reaches = (sandboxId: string, phase: string) =>
  eventually(() => expect(driver.state(sandboxId).phase).toBe(phase), { timeoutMs: 10_000 })
const isGone = (sandboxId: string) => eventually(async () => expect(await processesMatching(sandboxId)).toEqual([]))

test('a place becomes ready, runs when told to, and leaves no process and no folder', async () => {
  const sandboxId = await create()
  await reaches(sandboxId, 'ready')
  driver.begin(sandboxId)
  expect(driver.state(sandboxId)).toEqual({ phase: 'running' })
  expect(await processesMatching(sandboxId)).not.toEqual([])
  await driver.destroy(sandboxId)
  await isGone(sandboxId)
  expect(driver.state(sandboxId)).toEqual({ phase: 'absent' })
  expect(existsSync(join(dataDir, 'sandboxes', sandboxId))).toBe(false)
})

test('nothing of the arena’s own environment goes in', async () => {
  const sandboxId = await create()
  await reaches(sandboxId, 'ready')
  const { url } = await driver.inspect(sandboxId, {})
  const inside: unknown = JSON.parse(url)
  expect(Object.keys(inside as object).sort()).toEqual(
    [
      'ARENA_URL',
      'FONTCONFIG_PATH',
      'HOME',
      'LANG',
      'PATH',
      'RUNNER_CHROMIUM',
      'RUNNER_CHROMIUM_SANDBOX',
      'RUNNER_STEP_INTERVAL_MS',
      'RUNNER_WORK_DIR',
      'SANDBOX_ID',
      'SANDBOX_TOKEN',
      'TMPDIR',
    ].sort(),
  )
})

test('a runner that ends is told of with its exit', async () => {
  const crashed = await create('crash')
  await reaches(crashed, 'exited')
  expect(driver.state(crashed).detail).toBe('The runner ended with exit code 3.')
  const left = await create('leave')
  await reaches(left, 'ready')
  driver.begin(left)
  await reaches(left, 'exited')
  expect(await driver.inspect(left, {})).toMatchObject({ met: false, error: expect.any(String) })
})

test('a runner that ignores every plea is killed with all that it started', async () => {
  const sandboxId = await create('deaf')
  await reaches(sandboxId, 'ready')
  await driver.destroy(sandboxId)
  await isGone(sandboxId)
})

test('a place that an earlier arena left is found and ended', async () => {
  const sandboxId = await create('deaf')
  await reaches(sandboxId, 'ready')
  const next = makeDriver()
  expect(await next.collectOrphans()).toBe(1)
  await isGone(sandboxId)
  expect(await makeDriver().collectOrphans()).toBe(0)
})

test('a process that took over the number of a dead runner is left alone', async () => {
  await writeFile(join(dataDir, 'sandboxes', 'sbx_long_gone.pid'), String(process.ppid))
  expect(await makeDriver().collectOrphans()).toBe(1)
  expect(() => process.kill(process.ppid, 0)).not.toThrow()
})

test('without a Chromium the driver says why it cannot work', () => {
  const without = new ProcessDriver(
    {
      dataDir,
      runner: { command: ['x'], models: [] },
      chromium: { path: null, sandboxed: false, env: {}, problem: 'There is none.' },
      gym: null,
      stepIntervalMs: 1,
      allowLoopbackChecks: true,
    },
    silentLogger(),
  )
  expect(without.problems()).toEqual(['There is none.'])
  expect(driver.problems()).toEqual([])
})
