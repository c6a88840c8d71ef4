/** What the runner accepts as its environment. */
import { expect, test } from '@jest/globals'
import { readConfig } from './agent-runner.config.ts'

const given = {
  ARENA_URL: 'http://127.0.0.1:3000/',
  SANDBOX_ID: 'sbx_1',
  SANDBOX_TOKEN: 'secret',
  RUNNER_CHROMIUM: '/usr/bin/chromium',
  RUNNER_WORK_DIR: '/tmp/work',
  PATH: '/usr/bin',
}

test('takes one step a second and no Chromium sandbox unless told otherwise', () => {
  expect(readConfig(given)).toMatchObject({ arenaUrl: 'http://127.0.0.1:3000', stepIntervalMs: 1000, chromiumSandbox: false })
})

test('tells all faults at once', () => {
  const read = () => readConfig({ ...given, ARENA_URL: 'nowhere', SANDBOX_TOKEN: undefined, RUNNER_STEP_INTERVAL_MS: '-1' })
  expect(read).toThrow(/ARENA_URL/)
  expect(read).toThrow(/SANDBOX_TOKEN/)
  expect(read).toThrow(/RUNNER_STEP_INTERVAL_MS/)
})

test('keeps the token from the browser', () => {
  expect(readConfig(given).browserEnv).toEqual({ PATH: '/usr/bin' })
})
