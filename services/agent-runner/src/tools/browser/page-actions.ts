/** What each action does to a page. */
import type { Page } from 'playwright-core'
import type { BrowserAction } from './browser.tool.ts'

export const ACTION_TIMEOUT_MS = 5000
const SCROLL_PIXELS = 560
const NAVIGATION_TIMEOUT_MS = 15_000

const timeout = ACTION_TIMEOUT_MS

const type = async (page: Page, { ref, value, submit }: Extract<BrowserAction, { kind: 'type' }>) => {
  const field = page.getByRef(ref)
  await field.fill(value, { timeout })
  if (submit) await field.press('Enter', { timeout })
}

const back = async (page: Page) => {
  if (!(await page.goBack({ timeout: NAVIGATION_TIMEOUT_MS }))) throw new Error('There is no page to go back to.')
}

export const perform = async (page: Page, action: BrowserAction): Promise<void> => {
  switch (action.kind) {
    case 'navigate':
      await page.goto(action.url, { timeout: NAVIGATION_TIMEOUT_MS, waitUntil: 'domcontentloaded' })
      return
    case 'click':
      return page.getByRef(action.ref).click({ timeout })
    case 'type':
      return type(page, action)
    case 'select':
      await page.getByRef(action.ref).selectOption({ label: action.value }, { timeout })
      return
    case 'scroll':
      return page.mouse.wheel(0, action.direction === 'down' ? SCROLL_PIXELS : -SCROLL_PIXELS)
    case 'back':
      return back(page)
    case 'read':
      return
  }
}
