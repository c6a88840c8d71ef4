/** A browser as the loop, the screen and the referee's looks know it. */
import type { PageLook } from '@agent-arena/contracts'
import type { Observation } from './observation.ts'

/** `target` is the element in words, for those who watch; `ref` is its handle in the last observation. */
export type BrowserAction =
  | { readonly kind: 'navigate'; readonly url: string }
  | { readonly kind: 'click'; readonly ref: string; readonly target: string }
  | { readonly kind: 'type'; readonly ref: string; readonly target: string; readonly value: string; readonly submit?: boolean }
  | { readonly kind: 'select'; readonly ref: string; readonly target: string; readonly value: string }
  | { readonly kind: 'scroll'; readonly direction: 'up' | 'down' }
  | { readonly kind: 'back' }
  | { readonly kind: 'read' }

export interface ActionResult {
  readonly ok: boolean
  /** The page that one is on afterwards. */
  readonly url: string
  readonly error?: string
}

export interface Inspection {
  readonly met: boolean
  readonly url: string
  readonly error?: string
}

export abstract class BrowserTool {
  abstract observe(): Promise<Observation>
  /** A failed action is an answer, not a fault. */
  abstract act(action: BrowserAction): Promise<ActionResult>
  abstract inspect(look: PageLook): Promise<Inspection>
  /** What went wrong by itself since the last call: crashed pages, dialogs that were dismissed. */
  abstract takeTroubles(): readonly string[]
  /** The screen as a JPEG; `live` keeps a screencast running, so that every next picture is at hand. */
  abstract picture(live: boolean): Promise<Uint8Array<ArrayBuffer>>
  abstract close(): Promise<void>
}
