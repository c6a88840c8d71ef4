/** The browser tool on a real Chromium: follows the newest page, survives crashed pages, shows where it acts. */
import type { BrowserContext, Dialog, Page } from 'playwright-core'
import type { PageLook } from '@agent-arena/contracts'
import { messageOf } from '../../door/refusals.ts'
import { readAriaTree } from './aria-tree.ts'
import { BrowserTool, type ActionResult, type BrowserAction, type Inspection } from './browser.tool.ts'
import { launch, type LaunchOptions } from './launch.ts'
import { observationOf, type Observation } from './observation.ts'
import { ACTION_TIMEOUT_MS, perform } from './page-actions.ts'
import { PageCamera } from './page-camera.ts'
import { looksLike } from './page-look.ts'
import { within } from './within.ts'

export interface BrowserOptions extends LaunchOptions {
  /** How long the pointer and the frame round the target are shown before an action; 0 shows nothing. */
  readonly showActionsMs: number
}

// The title would tell the address of a navigation, which may be a secret entrance.
const MARKER = {
  highlight: 'outline: 4px solid #e0533d; outline-offset: 3px; border-radius: 6px; background: rgba(224, 83, 61, 0.14)',
  point: 'width: 22px; height: 22px; border-radius: 50%; background: rgba(224, 83, 61, 0.55)',
  title: 'display: none',
}

const SETTLE_TIMEOUT_MS = 3000
const LONGEST_ACTION_MS = 20_000
const LONGEST_LOOK_MS = 6000

const CLOSED = 'Target page, context or browser has been closed'

/** What the audience is told: of Playwright's many lines the first, and nothing in its own words of a page that went away. */
const wordsOf = (error: unknown): string => {
  const [line = ''] = messageOf(error).split('\n', 1)
  return line.includes(CLOSED) ? 'The page was closed meanwhile.' : line
}

/** Without its cause, whose words would be told as well. */
const toldError = (error: unknown): Error => new Error(wordsOf(error))

export class PlaywrightBrowser extends BrowserTool {
  readonly #context: BrowserContext
  readonly #showActionsMs: number
  #troubles: string[] = []
  #page: Page
  #camera: PageCamera
  #dead = false

  private constructor(context: BrowserContext, page: Page, showActionsMs: number) {
    super()
    this.#context = context
    this.#showActionsMs = showActionsMs
    this.#page = page
    this.#camera = new PageCamera(page)
  }

  static async launch(options: BrowserOptions): Promise<PlaywrightBrowser> {
    const context = await launch(options)
    const page = context.pages()[0] ?? (await context.newPage())
    const browser = new PlaywrightBrowser(context, page, options.showActionsMs)
    await browser.#follow(page)
    context.on('page', (opened) => void browser.#follow(opened))
    return browser
  }

  /** Settles when Chromium is gone, asked or not. */
  async closed(): Promise<void> {
    await new Promise<void>((resolve) => this.#context.once('close', () => resolve()))
  }

  async observe(): Promise<Observation> {
    try {
      return await this.#look(await this.#livePage())
    } catch (error) {
      throw toldError(error)
    }
  }

  async act(action: BrowserAction): Promise<ActionResult> {
    try {
      const page = await this.#livePage()
      await within(LONGEST_ACTION_MS, perform(page, action))
      await this.#settle(this.#page)
      return { ok: true, url: this.#page.url() }
    } catch (error) {
      return { ok: false, url: this.#page.url(), error: wordsOf(error) }
    }
  }

  async inspect(look: PageLook): Promise<Inspection> {
    const page = this.#page
    try {
      return { met: await looksLike(page, look), url: page.url() }
    } catch (error) {
      return { met: false, url: page.url(), error: wordsOf(error) }
    }
  }

  takeTroubles(): readonly string[] {
    const taken = this.#troubles
    this.#troubles = []
    return taken
  }

  picture(live: boolean): Promise<Uint8Array<ArrayBuffer>> {
    return within(LONGEST_LOOK_MS, this.#camera.picture(live))
  }

  async close(): Promise<void> {
    await this.#context.close()
  }

  async #follow(page: Page): Promise<void> {
    this.#show(page)
    page.on('dialog', (dialog) => void this.#dismiss(dialog))
    page.on('crash', () => this.#giveUpOn(page, 'The page crashed; opening it again.'))
    page.on('close', () => this.#onClose(page))
    const { screencast } = page
    if (this.#showActionsMs > 0) await screencast.showActions({ duration: this.#showActionsMs, style: MARKER }).catch(() => {})
  }

  async #dismiss(dialog: Dialog): Promise<void> {
    this.#troubles.push(`The page opened a dialog, which was dismissed: “${dialog.message()}”`)
    await dialog.dismiss().catch(() => {})
  }

  #giveUpOn(page: Page, why: string): void {
    if (page === this.#page) this.#dead = true
    this.#troubles.push(why)
  }

  #onClose(page: Page): void {
    const last = this.#context.pages().at(-1)
    if (page === this.#page && last) this.#show(last)
  }

  #show(page: Page): void {
    void this.#camera.stop()
    this.#page = page
    this.#camera = new PageCamera(page)
  }

  async #look(page: Page): Promise<Observation> {
    try {
      return await within(LONGEST_LOOK_MS, this.#read(page))
    } catch (error) {
      // Whoever cannot even be looked at will not get better by waiting.
      this.#giveUpOn(page, 'The page does not answer; opening it again.')
      throw error
    }
  }

  async #read(page: Page): Promise<Observation> {
    await this.#settle(page)
    const tree = readAriaTree(await page.ariaSnapshotJSON({ mode: 'ai', timeout: ACTION_TIMEOUT_MS }))
    return observationOf(tree, { url: page.url(), title: await page.title() })
  }

  /** The page to act on; in place of a dead or closed one a new page at the same address. */
  async #livePage(): Promise<Page> {
    if (!this.#dead && !this.#page.isClosed()) return this.#page
    const lost = this.#page
    this.#dead = false
    const page = await this.#context.newPage()
    await within(ACTION_TIMEOUT_MS, lost.close()).catch(() => {})
    await page.goto(lost.url(), { timeout: ACTION_TIMEOUT_MS, waitUntil: 'commit' }).catch(() => {})
    return page
  }

  async #settle(page: Page): Promise<void> {
    await page.waitForLoadState('domcontentloaded', { timeout: SETTLE_TIMEOUT_MS }).catch(() => {})
  }
}
