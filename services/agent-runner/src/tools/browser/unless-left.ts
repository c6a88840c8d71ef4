/** Gives a call to a page up when the page is left: Chromium may never answer it then. */
import type { Frame, Page } from 'playwright-core'

export const unlessLeft = async <T>(page: Page, task: Promise<T>): Promise<T> => {
  const left = Promise.withResolvers<never>()
  const onNavigated = (frame: Frame) => {
    if (frame === page.mainFrame()) left.reject(new Error('The page was left meanwhile.'))
  }
  page.on('framenavigated', onNavigated)
  try {
    return await Promise.race([task, left.promise])
  } finally {
    page.off('framenavigated', onNavigated)
  }
}
