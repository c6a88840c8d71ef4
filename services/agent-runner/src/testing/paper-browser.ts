/** A browser without a browser: shows the pages it was given, one after another, and notes what is done to them. */
import { BrowserTool, type ActionResult, type BrowserAction, type Inspection } from '../tools/browser/browser.tool.ts'
import type { Observation } from '../tools/browser/observation.ts'
import { page } from './paper-page.ts'

export class PaperBrowser extends BrowserTool {
  readonly actions: BrowserAction[] = []
  troubles: string[] = []
  readonly #onAct: (action: BrowserAction, count: number) => ActionResult
  readonly #show: () => Observation

  constructor(
    onAct: (action: BrowserAction, count: number) => ActionResult = () => ({ ok: true, url: 'http://site.example/' }),
    show: () => Observation = () => page('/', 'A page'),
  ) {
    super()
    this.#onAct = onAct
    this.#show = show
  }

  async observe(): Promise<Observation> {
    return this.#show()
  }

  async act(action: BrowserAction): Promise<ActionResult> {
    this.actions.push(action)
    return this.#onAct(action, this.actions.length)
  }

  async inspect(): Promise<Inspection> {
    return { met: false, url: '' }
  }

  takeTroubles(): readonly string[] {
    return this.troubles.splice(0)
  }

  async picture(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array([1])
  }

  async close(): Promise<void> {}
}
