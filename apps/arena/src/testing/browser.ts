/** A real browser at the width of a phone, for tests of the pages. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { findChromium } from '@agent-arena/testing'

const PHONE = { width: 390, height: 844 }

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })

/** A page of somebody new: nothing is remembered from other pages. */
export const openPage = async (browser: Browser, url: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: PHONE, isMobile: true, baseURL: url })
  return context.newPage()
}

/** How many pixels the page is wider than the phone: 0 when nothing has to be scrolled sideways. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** The id of what has the focus; empty where that has none. */
export const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id')

/** Answers the question for a name. */
export const joinOnPage = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Display name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Join', exact: true }).click()
}

export const signInOnPage = async (page: Page, token: string): Promise<void> => {
  await page.goto('/operations')
  await page.getByLabel('Operator’s token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
