// The pages in a real Chromium: they show what goes on, and say nothing wrong on the console.
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from '../../libs/testing/src/find-chromium.ts'
import { check, equal, expect } from './checks.mjs'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

const look = async (browser, { url, viewport, picture, text }) => {
  const page = await browser.newPage({ viewport })
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const response = await page.goto(url, { waitUntil: 'load', timeout: 15_000 })
  equal(response?.status(), 200, 'the status')
  await page.getByText(text, { exact: false }).first().waitFor({ timeout: 10_000 })
  await page.waitForTimeout(1_500) // for the live screens of the picture
  await page.screenshot({ path: picture, fullPage: true })
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  await page.close()
  equal(faults, [], 'what the console says')
  expect(overflow <= 0, `the page is ${overflow} pixels too wide`)
}

/** Looks at the pages and keeps a picture of each in the folder. */
export const visitPages = async (arena, pages, folder) => {
  const browser = await check('Chromium starts', async () =>
    chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] }),
  )
  if (!browser) return
  for (const { path, text, name } of pages)
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      const picture = join(folder, `${name}-${size}.png`)
      await check(`${path} shows "${text}" (${size})`, () => look(browser, { url: arena.url + path, viewport, picture, text }))
    }
  await browser.close()
}
