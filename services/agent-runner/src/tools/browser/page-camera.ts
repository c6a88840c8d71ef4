/** Takes pictures of a page: stills while nobody watches, a screencast while somebody does. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { VIEWPORT } from './launch.ts'
import { unlessLeft } from './unless-left.ts'
import { within } from './within.ts'

const JPEG_QUALITY = 55
const STILL_TIMEOUT_MS = 5000
const PAUSE_BETWEEN_TRIES_MS = 30

export class PageCamera {
  readonly #page: Page
  #session: CDPSession | undefined
  #latest: Uint8Array<ArrayBuffer> | undefined
  #live = false
  #cast: object | undefined

  constructor(page: Page) {
    this.#page = page
  }

  /**
   * A screencast gives a frame for each change, so a page that stands still costs nothing. Its frames are taken as fast
   * as they come: Chromium drops those that wait for a slow taker, the last one too. One that began while its page was
   * being left gives no frame ever: it is begun anew.
   */
  async picture(live: boolean): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#live && !(live && this.#latest)) await this.#stop()
    if (live && !this.#live) await this.#start()
    return (live ? this.#latest : undefined) ?? this.#still()
  }

  /** For a page that nobody looks at any more. */
  async stop(): Promise<void> {
    if (this.#live && !this.#page.isClosed()) await this.#stop().catch(() => {})
  }

  async #start(): Promise<void> {
    this.#live = true
    const cast = (this.#cast = {})
    const onFrame = ({ data }: { readonly data: Uint8Array }) => {
      // The last frame of a screencast may come when the next one has begun.
      if (cast === this.#cast) this.#latest = new Uint8Array(data)
    }
    await this.#page.screencast.start({ onFrame, size: VIEWPORT, quality: JPEG_QUALITY })
  }

  async #stop(): Promise<void> {
    this.#live = false
    this.#cast = undefined
    this.#latest = undefined
    await this.#page.screencast.stop()
  }

  /** A page that is just being left cannot be pictured; a moment later it can. */
  async #still(): Promise<Uint8Array<ArrayBuffer>> {
    const deadline = performance.now() + STILL_TIMEOUT_MS
    for (;;) {
      try {
        return await unlessLeft(this.#page, within(deadline - performance.now(), this.#capture()))
      } catch (error) {
        if (performance.now() + PAUSE_BETWEEN_TRIES_MS >= deadline || this.#page.isClosed()) throw error
        await sleep(PAUSE_BETWEEN_TRIES_MS)
      }
    }
  }

  // Playwright's own screenshots wait for each other, so one that never comes would hold up all that follow.
  async #capture(): Promise<Uint8Array<ArrayBuffer>> {
    const session = (this.#session ??= await this.#page.context().newCDPSession(this.#page))
    const { data } = await session.send('Page.captureScreenshot', { format: 'jpeg', quality: JPEG_QUALITY })
    return new Uint8Array(Buffer.from(data, 'base64'))
  }
}
