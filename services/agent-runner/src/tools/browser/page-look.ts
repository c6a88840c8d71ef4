/** Whether a page shows what the referee asks for. */
import type { Page } from 'playwright-core'
import type { PageLook } from '@agent-arena/contracts'
import { within } from './within.ts'

const LOOK_TIMEOUT_MS = 2000

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()

const shows = async (page: Page, { url, text, selector }: PageLook): Promise<boolean> => {
  if (url !== undefined && !page.url().startsWith(url)) return false
  if (
    text !== undefined &&
    !squeezed(await page.locator('body').innerText({ timeout: LOOK_TIMEOUT_MS })).includes(squeezed(text))
  )
    return false
  return selector === undefined || (await page.locator(`css=${selector}`).filter({ visible: true }).count()) > 0
}

/** A page that hangs is a page that does not show it. */
export const looksLike = (page: Page, look: PageLook): Promise<boolean> => within(LOOK_TIMEOUT_MS, shows(page, look))
