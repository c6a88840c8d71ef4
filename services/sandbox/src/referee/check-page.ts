/** A page check: asks the sandbox's own browser. Evidence from inside, pinned to an origin. */
import type { PageCheck, PageLook } from '@agent-arena/contracts'
import type { Finding } from './finding.ts'

/** How the referee sees into a sandbox: by its driver. */
export type Inspect = (look: PageLook) => Promise<{ readonly met: boolean; readonly url: string; readonly error?: string }>

const sameOrigin = (page: string, wanted: string) => URL.canParse(page) && new URL(page).origin === new URL(wanted).origin

export const checkPage = async ({ url, text, selector }: PageCheck, inspect: Inspect): Promise<Finding> => {
  const look = {
    ...(url !== undefined && { url }),
    ...(text !== undefined && { text }),
    ...(selector !== undefined && { selector }),
  }
  const { met, url: page, error } = await inspect(look)
  const pinned = url === undefined || sameOrigin(page, url)
  return { met: met && pinned, ...(error !== undefined && { error }) }
}
