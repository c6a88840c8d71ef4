/** One guest too many from one address: refused by the whole arena as it is configured, and said in words where people join. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { joinOnPage, openBrowser, openPage } from './testing/browser.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
let browser: Browser
beforeAll(async () => {
  ;[arena, browser] = await Promise.all([startArena({ env: { ARENA_SESSIONS_PER_MINUTE: '1' } }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await arena?.[Symbol.asyncDispose]()
})

test('who comes too late is told when to try again, by the API and on the page', async () => {
  await arena.as().startSession({ name: 'Ada' })
  await expect(arena.as().startSession({ name: 'Bo' })).rejects.toMatchObject({ status: 429, reason: 'too-many-requests' })
  const page = await openPage(browser, arena.url)
  await page.goto('/')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await joinOnPage(page, 'Bo')
  await page.getByText(/^Too many such requests came from your address\. Try again in \d+ seconds?\.$/).waitFor()
})
