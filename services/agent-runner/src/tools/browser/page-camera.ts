/** Takes pictures of a page: stills while nobody watches, a screencast while somebody does. */
import type { Page } from 'playwright-core'
import { VIEWPORT } from './launch.ts'

const JPEG_QUALITY = 55
const STILL_TIMEOUT_MS = 5000

export class PageCamera {
  readonly #page: Page
  #latest: Uint8Array<ArrayBuffer> | undefined
  #live = false

  constructor(page: Page) {
    this.#page = page
  }

  /**
   * A screencast gives a frame for each change, so a page that stands still costs nothing. Its frames are taken as fast
   * as they come: Chromium drops those that wait for a slow taker, the last one too.
   */
  async picture(live: boolean): Promise<Uint8Array<ArrayBuffer>> {
    if (live !== this.#live) await this.#switch(live)
    return (live ? this.#latest : undefined) ?? this.#still()
  }

  /** For a page that nobody looks at any more. */
  async stop(): Promise<void> {
    if (this.#live && !this.#page.isClosed()) await this.#switch(false).catch(() => {})
  }

  async #switch(live: boolean): Promise<void> {
    this.#live = live
    this.#latest = undefined
    if (!live) return this.#page.screencast.stop()
    const onFrame = ({ data }: { readonly data: Uint8Array }) => {
      this.#latest = new Uint8Array(data)
    }
    await this.#page.screencast.start({ onFrame, size: VIEWPORT, quality: JPEG_QUALITY })
  }

  async #still(): Promise<Uint8Array<ArrayBuffer>> {
    const options = { type: 'jpeg', quality: JPEG_QUALITY, timeout: STILL_TIMEOUT_MS, caret: 'initial' } as const
    return new Uint8Array(await this.#page.screenshot(options))
  }
}
