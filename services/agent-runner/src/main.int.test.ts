/** The runner as a process: its control channel, its door, and every way in which it must end. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DoorDouble } from './testing/door-double.ts'
import { RunnerProcess } from './testing/runner-process.ts'
import { TinySite } from './testing/tiny-site.ts'

let site: TinySite

beforeAll(async () => {
  site = await new TinySite().open()
})

afterAll(() => site.close())

const ENTRANCE = '/enter/0123456789abcdef0123456789'
const goalOn = (path: string, text = 'Wander about.') => ({
  goal: { text, url: `${site.url}${path}` },
  model: 'house/random',
  chance: 'a secret of its own',
})
const types = (door: DoorDouble) => door.events.map(({ type }) => type)

test('says what is wrong with its environment and exits with 2', async () => {
  await using door = await new DoorDouble().open()
  await using runner = await RunnerProcess.start(door, { ARENA_URL: 'nowhere', RUNNER_STEP_INTERVAL_MS: 'soon' })
  expect(await runner.exited).toBe(2)
  expect(runner.stderr).toMatch(/ARENA_URL[\s\S]*RUNNER_STEP_INTERVAL_MS|RUNNER_STEP_INTERVAL_MS[\s\S]*ARENA_URL/)
})

test('exits with 1 when there is no Chromium', async () => {
  await using door = await new DoorDouble().open()
  await using runner = await RunnerProcess.start(door, { RUNNER_CHROMIUM: '/nowhere/chromium' })
  expect(await runner.exited).toBe(1)
  expect(await runner.heard('log')).toMatchObject({ level: 'error' })
})

test('touches the door only once it is told to begin, and then opens the start page', async () => {
  await using door = await new DoorDouble(goalOn(ENTRANCE)).open()
  await using runner = await RunnerProcess.start(door)
  await runner.heard('ready')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect([door.requests, door.events.length]).toEqual([0, 0])
  await runner.begin()
  await door.recorded(2)
  expect(door.events[1]).toMatchObject({ type: 'browser_action', payload: { action: 'navigate', url: `${site.url}/`, ok: true } })
})

test('never tells the secret entrance to the audience', async () => {
  await using door = await new DoorDouble(goalOn(ENTRANCE)).open()
  await using runner = await RunnerProcess.start(door)
  await runner.begin()
  expect(await door.claimed.promise).toMatchObject({ outcome: 'failed' })
  expect(JSON.stringify([door.events, runner.messages])).not.toContain('0123456789abcdef')
})

test('answers looks at its page, before and while it runs', async () => {
  await using door = await new DoorDouble({ ...goalOn('/second'), model: 'house/greedy' }).open()
  await using runner = await RunnerProcess.start(door)
  await runner.heard('ready')
  runner.say({ type: 'inspect', id: 1, check: { text: 'Thank you' } })
  expect(await runner.heard('inspected')).toEqual({ type: 'inspected', id: 1, met: false, url: 'about:blank' })
  await runner.begin()
  await door.claimed.promise
  runner.messages.length = 0
  runner.say({ type: 'inspect', id: 2, check: { text: 'Thank you', url: site.url } })
  expect(await runner.heard('inspected')).toEqual({ type: 'inspected', id: 2, met: true, url: `${site.url}/second` })
})

test.each(['stdin', 'SIGTERM'] as const)('exits with 0 in the middle of its run on the end of its driver: %s', async (end) => {
  await using door = await new DoorDouble(goalOn('/')).open()
  await using runner = await RunnerProcess.start(door, { RUNNER_STEP_INTERVAL_MS: '100' })
  await runner.begin()
  await door.recorded(4)
  if (end === 'stdin') runner.child.stdin.end()
  else runner.child.kill(end)
  expect(await runner.exited).toBe(0)
  expect(door.isClaimed).toBe(false)
})

test('tells nothing of what breaks off when it must stop', async () => {
  await using door = await new DoorDouble(goalOn('/silent')).open()
  await using runner = await RunnerProcess.start(door)
  await runner.begin()
  await door.recorded(1)
  await new Promise((resolve) => setTimeout(resolve, 300)) // The navigation is under way by then.
  runner.child.kill('SIGTERM')
  expect(await runner.exited).toBe(0)
  expect(types(door)).toEqual(['reasoning'])
})

test('leaves quietly when the sandbox has ended', async () => {
  await using door = await new DoorDouble(goalOn('/')).open()
  await using runner = await RunnerProcess.start(door)
  await runner.begin()
  await door.recorded(6)
  door.ended = true
  expect(await runner.exited).toBe(0)
})

test('goes on from the recorded events when it is started again', async () => {
  await using door = await new DoorDouble(goalOn('/')).open()
  {
    await using first = await RunnerProcess.start(door, { RUNNER_STEP_INTERVAL_MS: '100' })
    await first.begin()
    await door.recorded(5)
    first.child.kill('SIGKILL')
    await first.exited
  }
  const before = door.events.length
  await using second = await RunnerProcess.start(door)
  await second.begin()
  await door.claimed.promise
  expect(door.events.length).toBeGreaterThan(before)
  expect([door.conflicts, door.duplicates]).toEqual([[], 0])
})

test('survives an arena that comes and goes without losing an event', async () => {
  await using door = await new DoorDouble(goalOn('/')).open()
  door.faults = [503]
  await using runner = await RunnerProcess.start(door)
  await runner.begin()
  await door.recorded(4)
  door.faults = ['cut-after', 503, 'cut']
  await door.claimed.promise
  expect(types(door).slice(0, 3)).toEqual(['reasoning', 'browser_action', 'reasoning'])
  expect([door.conflicts, door.duplicates > 0]).toEqual([[], true])
})

test('claims failure with a reason when it does not know the model', async () => {
  await using door = await new DoorDouble({ ...goalOn('/'), model: 'house/planner' }).open()
  await using runner = await RunnerProcess.start(door)
  await runner.begin()
  expect(await door.claimed.promise).toMatchObject({
    outcome: 'failed',
    summary: expect.stringMatching(/house\/planner.*house\/greedy/),
  })
  expect(types(door)).toEqual(['error'])
})

test('makes no claim when its time is over', async () => {
  const endsAt = new Date(Date.now() + 2000).toISOString()
  await using door = await new DoorDouble({ ...goalOn('/'), endsAt }).open()
  await using runner = await RunnerProcess.start(door, { RUNNER_STEP_INTERVAL_MS: '200' })
  await runner.begin()
  const afterTheEnd = Date.parse(endsAt) - Date.now() + 500
  const claimed = await Promise.race([door.claimed.promise, new Promise((resolve) => setTimeout(resolve, afterTheEnd, 'none'))])
  expect(claimed).toBe('none')
  const told = door.events.length
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(door.events).toHaveLength(told)
})

test('shows its screen while it runs', async () => {
  await using door = await new DoorDouble(goalOn('/')).open()
  door.watchers = 1
  await using runner = await RunnerProcess.start(door, { RUNNER_STEP_INTERVAL_MS: '100' })
  await runner.begin()
  await Promise.race([door.pictured(3), door.claimed.promise]) // A page that stands still gives no picture.
  expect(door.frames.length).toBeGreaterThan(0)
  expect(door.frames.every((frame) => frame[0] === 0xff && frame[1] === 0xd8)).toBe(true)
})
