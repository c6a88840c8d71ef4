/** Shows the screen to the audience: one picture at a time, when the arena wants the next one. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FrameAnswer } from '@agent-arena/contracts'
import { isTokenRefused, messageOf } from '../door/refusals.ts'
import type { BrowserTool } from '../tools/browser/browser.tool.ts'

export interface ScreenOptions {
  readonly browser: Pick<BrowserTool, 'picture'>
  readonly pushFrame: (jpeg: Uint8Array<ArrayBuffer>) => Promise<FrameAnswer>
  readonly signal: AbortSignal
  readonly warn: (message: string) => void
  /** The arena says that the sandbox has ended. */
  readonly onRefused: (error: unknown) => void
}

/** An unchanged picture goes again after this time, so that those who come later see one. */
const REPEAT_MS = 5000
/** Whoever wants pictures faster than this gets them from a screencast. */
const LIVE_BELOW_MS = 2000
const PAUSE_AFTER_ERROR_MS = 300
const LONGEST_PAUSE_AFTER_ERROR_MS = 5000
/** A page that is just being left cannot be pictured; only what lasts is worth a word. */
const ERRORS_TO_WARN = 3
const SHORTEST_PAUSE_MS = 40
const LONGEST_PAUSE_MS = 30_000

/** Longer with each failure in a row. */
const pauseAfter = (errors: number): number => Math.min(errors * PAUSE_AFTER_ERROR_MS, LONGEST_PAUSE_AFTER_ERROR_MS)

const isSame = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  other !== undefined && (one === other || Buffer.from(one.buffer, one.byteOffset, one.length).equals(other))

export const showScreen = async ({ browser, pushFrame, signal, warn, onRefused }: ScreenOptions): Promise<void> => {
  let shown: Uint8Array | undefined
  let shownAt = -Infinity
  let pauseMs = 0
  let errors = 0
  const show = async () => {
    const picture = await browser.picture(pauseMs > 0 && pauseMs < LIVE_BELOW_MS)
    if (isSame(picture, shown) && performance.now() - shownAt < REPEAT_MS) return
    const startedAt = performance.now()
    const { nextInMs } = await pushFrame(picture)
    shown = picture
    shownAt = startedAt
    pauseMs = Math.min(Math.max(nextInMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS)
  }
  while (!signal.aborted) {
    const startedAt = performance.now()
    const failed = await show().then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    if (failed && isTokenRefused(failed.error)) return onRefused(failed.error)
    errors = failed ? errors + 1 : 0
    if (failed && errors === ERRORS_TO_WARN && !signal.aborted) warn(`The screen could not be shown: ${messageOf(failed.error)}`)
    const waitMs = failed ? pauseAfter(errors) : Math.max(pauseMs - (performance.now() - startedAt), 0)
    await sleep(waitMs, undefined, { signal }).catch(() => {})
  }
}
