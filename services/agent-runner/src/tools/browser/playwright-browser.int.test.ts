/** The browser tool on a real Chromium and a small site. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { findChromium } from '@agent-arena/testing'
import { TinySite } from '../../testing/tiny-site.ts'
import type { BrowserAction } from './browser.tool.ts'
import type { Observation } from './observation.ts'
import { PlaywrightBrowser } from './playwright-browser.ts'

let site: TinySite
let workDir: string
let browser: PlaywrightBrowser

const launchIn = async (folder: string) => {
  const env = { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'] ?? '' }
  const executable = await findChromium()
  return PlaywrightBrowser.launch({ executable, sandboxed: false, workDir: join(workDir, folder), env, showActionsMs: 0 })
}

beforeAll(async () => {
  site = await new TinySite().open()
  workDir = await mkdtemp(join(tmpdir(), 'browser-tool-'))
  browser = await launchIn('shared')
})

afterAll(async () => {
  await browser.close()
  await site.close()
  await rm(workDir, { recursive: true, force: true, maxRetries: 5 })
})

const open = (path: string) => browser.act({ kind: 'navigate', url: `${site.url}${path}` })

beforeEach(async () => {
  await open('/')
  browser.takeTroubles()
})

const on = ({ elements }: Observation, name: string) => {
  const element = elements.find((other) => other.name === name)
  if (!element) throw new Error(`There is no ${name} on the page.`)
  return { ref: element.ref, target: name }
}

const click = async (name: string) => browser.act({ kind: 'click', ...on(await browser.observe(), name) })

test('sees what can be acted on, also inside of frames, and nothing that is hidden', async () => {
  const seen = await browser.observe()
  expect(seen).toMatchObject({ title: 'Home', heading: 'Home', url: `${site.url}/` })
  const names = seen.elements.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['go on', 'Name', 'Size', 'Greet', 'Open', 'Inside']))
  expect(names).not.toContain('Hidden')
})

test('types, selects and clicks', async () => {
  const seen = await browser.observe()
  const actions: readonly BrowserAction[] = [
    { kind: 'type', ...on(seen, 'Name'), value: 'Ada' },
    { kind: 'select', ...on(seen, 'Size'), value: 'M' },
    { kind: 'click', ...on(seen, 'Greet') },
  ]
  for (const action of actions) expect(await browser.act(action)).toEqual({ ok: true, url: `${site.url}/` })
  expect((await browser.observe()).notices).toEqual(['Hello Ada in M'])
})

test('follows links, goes back, and tells the page it landed on after a redirect', async () => {
  expect(await click('go on')).toEqual({ ok: true, url: `${site.url}/second` })
  expect(await browser.act({ kind: 'back' })).toEqual({ ok: true, url: `${site.url}/` })
  expect(await open('/enter/secret')).toEqual({ ok: true, url: `${site.url}/` })
})

test('answers with the error when an action fails', async () => {
  const { ref } = on(await browser.observe(), 'Greet')
  await open('/second')
  expect(await browser.act({ kind: 'click', ref, target: 'Greet' })).toMatchObject({ ok: false, error: expect.any(String) })
  expect(await browser.act({ kind: 'navigate', url: 'http://127.0.0.1:9/' })).toMatchObject({ ok: false })
})

/** A new tab is there a moment after the click that opened it. */
const headingTurnsInto = async (heading: string) => {
  while ((await browser.observe()).heading !== heading) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('follows a new tab, and comes back when it closes', async () => {
  await click('Open')
  await headingTurnsInto('Second page')
  await click('Close')
  await headingTurnsInto('Home')
})

test('dismisses dialogs and says so', async () => {
  await click('Ask')
  expect((await browser.observe()).notices).toEqual(['asked'])
  expect(browser.takeTroubles()).toEqual(['The page opened a dialog, which was dismissed: “Boo!”'])
  expect(browser.takeTroubles()).toEqual([])
})

test('opens a crashed page again where it was', async () => {
  await open('/second')
  await browser.act({ kind: 'navigate', url: 'chrome://crash' })
  const seen = await browser.observe().catch(() => browser.observe())
  expect(browser.takeTroubles()).toContain('The page crashed; opening it again.')
  expect(seen.url).not.toBe('')
  expect(await open('/')).toMatchObject({ ok: true })
})

test('looks at the page for the referee', async () => {
  await open('/second')
  const url = `${site.url}/second`
  expect(await browser.inspect({ url: `${site.url}/sec`, text: 'Thank you, Ada.', selector: 'h1' })).toEqual({ met: true, url })
  expect(await browser.inspect({ url: `${site.url}/third` })).toEqual({ met: false, url })
  expect(await browser.inspect({ text: 'secret' })).toEqual({ met: false, url })
  expect(await browser.inspect({ selector: '#unseen' })).toEqual({ met: false, url })
  expect(await browser.inspect({ selector: '!!' })).toMatchObject({ met: false, error: expect.any(String) })
})

test('gets away from a page that hangs', async () => {
  await open('/hang')
  const { ref } = on(await browser.observe(), 'Hang')
  void browser.act({ kind: 'click', ref, target: 'Hang' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await browser.inspect({ text: 'Hang' })).toMatchObject({
    met: false,
    error: expect.stringMatching(/did not answer|exceeded/),
  })
  await expect(browser.observe()).rejects.toThrow()
  expect((await browser.observe()).heading).toBe('Hang')
  expect(browser.takeTroubles()).toContain('The page does not answer; opening it again.')
})

test('takes pictures, ever new ones while somebody watches a page that changes', async () => {
  await open('/busy')
  const still = await browser.picture(false)
  expect(still.slice(0, 3)).toEqual(new Uint8Array([0xff, 0xd8, 0xff]))
  const live = new Set<string>()
  for (let at = 0; at < 8; at++) {
    live.add(Buffer.from(await browser.picture(true)).toString('base64'))
    await sleep(80)
  }
  expect(live.size).toBeGreaterThan(3)
  expect((await browser.picture(false)).length).toBeGreaterThan(1000)
})

const wander = async ({ signal }: AbortController) => {
  while (!signal.aborted) {
    for (const path of ['/second', '/']) {
      await open(path)
      await sleep(50)
    }
  }
}

test.each([{ live: false }, { live: true }])(
  'takes pictures of a page that is left again and again (live: $live)',
  async ({ live }) => {
    const end = new AbortController()
    const wandering = wander(end)
    for (let taken = 0; taken < 20; taken++) expect((await browser.picture(live)).length).toBeGreaterThan(1000)
    end.abort()
    await wandering
  },
)

test('tells of a browser that was closed in the middle of an action in plain words', async () => {
  const closing = await launchIn('closing')
  await closing.act({ kind: 'navigate', url: `${site.url}/hang` })
  const clicking = closing.act({ kind: 'click', ...on(await closing.observe(), 'Hang') })
  await sleep(200)
  await closing.close()
  expect(await clicking).toMatchObject({ ok: false, error: 'The page was closed meanwhile.' })
  await expect(closing.observe()).rejects.toThrow(/^The page was closed meanwhile\.$/)
})
