/** How a run goes and ends, with a browser on paper and policies of one line. */
import { expect, test } from '@jest/globals'
import type { NewEvent } from '../door/event-queue.ts'
import { act, done, giveUp, type Policy, type Sight } from '../policies/policy.ts'
import { PaperBrowser } from '../testing/paper-browser.ts'
import { runAgent, type LoopOptions } from './agent-loop.ts'
import { recorderOf } from './recorder.ts'

const START = 'http://site.example/enter/a-very-secret-entrance'

const play = async (think: Policy['think'], more: Partial<LoopOptions> = {}) => {
  const events: NewEvent[] = []
  const browser = new PaperBrowser()
  const ending = await runAgent({
    browser,
    policy: { think },
    recorder: recorderOf({ add: (event) => events.push(event), secrets: [] }),
    goal: { text: 'Do it.', url: START },
    endsAt: Date.now() + 60_000,
    signal: new AbortController().signal,
    pace: async () => {},
    onProgress: () => {},
    ...more,
  })
  return { ending, events, browser: more.browser ?? browser, types: events.map(({ type }) => type) }
}

const clickOn = (target: string) => act({ kind: 'click', ref: 'e1', target }, `Click ${target}.`)

test('opens the start page first, then thinks and acts in turn until done', async () => {
  const thoughts = [clickOn('one'), clickOn('two'), done('There it is.')]
  const { ending, types } = await play(() => thoughts.shift() ?? giveUp('empty'))
  expect(ending).toEqual({ outcome: 'succeeded', summary: 'There it is.' })
  expect(types).toEqual([...Array.from({ length: 3 }, () => ['reasoning', 'browser_action']).flat(), 'reasoning'])
})

test('gives up with the reason that the policy has', async () => {
  const { ending } = await play(() => giveUp('No idea.'))
  expect(ending).toEqual({ outcome: 'failed', summary: 'No idea.' })
})

test('ends without a claim when the time is over', async () => {
  expect((await play(() => clickOn('x'), { endsAt: Date.now() - 1 })).ending).toBeUndefined()
})

test('ends without a claim when somebody stops it', async () => {
  const stop = new AbortController()
  const think = () => {
    stop.abort()
    return clickOn('x')
  }
  expect((await play(think, { signal: stop.signal })).ending).toBeUndefined()
})

test('tells the policy to try another approach, and gives up when that is no better', async () => {
  const sights: Sight[] = []
  const { ending, types } = await play((sight) => {
    sights.push(sight)
    return clickOn('the same')
  })
  expect(sights.filter(({ anotherApproach }) => anotherApproach)).toHaveLength(2)
  expect(ending?.summary).toMatch(/keep doing the same/)
  expect(types.at(-1)).toBe('error')
})

test('tells of failed actions, and lets the policy know', async () => {
  const browser = new PaperBrowser((_, count) =>
    count === 2 ? { ok: false, url: 'u', error: 'no such element' } : { ok: true, url: 'u' },
  )
  const errors: (string | undefined)[] = []
  const thoughts = [clickOn('gone'), clickOn('there'), done('ok')]
  const think = ({ lastError }: Sight) => {
    errors.push(lastError)
    return thoughts.shift() ?? giveUp('empty')
  }
  const { events } = await play(think, { browser })
  expect(errors).toEqual([undefined, 'no such element', undefined])
  expect(events.filter(({ type }) => type === 'error')).toEqual([
    { type: 'error', payload: { message: 'no such element', kind: 'tool', retrying: true } },
  ])
})

test('survives a policy that throws, and gives up on one that always does', async () => {
  const { ending, events } = await play(() => {
    throw new Error('out of thoughts')
  })
  expect(ending?.summary).toMatch(/out of thoughts/)
  expect(events.find(({ type }) => type === 'error')?.payload).toMatchObject({ kind: 'agent', retrying: true })
})

test('tries the start page again when it cannot be opened', async () => {
  const browser = new PaperBrowser((_, count) =>
    count < 3 ? { ok: false, url: 'about:blank', error: 'refused' } : { ok: true, url: 'u' },
  )
  const { ending } = await play(() => done('arrived'), { browser })
  expect(ending?.outcome).toBe('succeeded')
  expect(browser.actions.map(({ kind }) => kind)).toEqual(['navigate', 'navigate', 'navigate'])
})

test('begins again when the page can no longer be seen', async () => {
  let looks = 0
  const show = () => {
    looks += 1
    throw new Error('The page hangs.')
  }
  const browser = new PaperBrowser(() => ({ ok: true, url: 'u' }), show)
  const { ending } = await play(() => done('never'), { browser })
  expect(looks).toBe(9)
  expect(browser.actions).toHaveLength(3)
  expect(ending?.summary).toMatch(/The page hangs/)
})

test('takes the start page from the text when the goal has no address of its own', async () => {
  const { browser } = await play(() => done('ok'), { goal: { text: 'Look at https://site.example/a page.' } })
  expect((browser as PaperBrowser).actions[0]).toEqual({ kind: 'navigate', url: 'https://site.example/a' })
  expect((await play(() => done('ok'), { goal: { text: 'Look.' } })).ending?.outcome).toBe('failed')
})

test('passes on what the policy believes of its progress', async () => {
  const claims: number[] = []
  const thoughts = [{ ...clickOn('a'), progress: 40 }, done('ok')]
  await play(() => thoughts.shift() ?? giveUp('empty'), { onProgress: (progress) => claims.push(progress) })
  expect(claims).toEqual([40])
})
