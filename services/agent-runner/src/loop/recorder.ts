/** Writes down what the agent does, as the events that the audience sees: short enough, and without the secret entrance. */
import type { NewEvent } from '../door/event-queue.ts'
import type { ActionResult, BrowserAction } from '../tools/browser/browser.tool.ts'
import type { Thought } from '../policies/policy.ts'
import { plainText } from './plain-text.ts'

export interface Recorder {
  readonly thought: (thought: Thought) => void
  readonly action: (action: BrowserAction, result: ActionResult) => void
  readonly trouble: (message: string, kind: 'tool' | 'model' | 'page' | 'agent', retrying: boolean) => void
  /** The text as it may be told to others, of at most that many characters. */
  readonly tellable: (text: string, limit: number) => string
}

export interface RecorderOptions {
  readonly add: (event: NewEvent) => void
  /** Addresses and tokens that must not be told to anybody. */
  readonly secrets: readonly string[]
}

const TEXT_LIMIT = 4000
const SHORT_LIMIT = 1000

/** The entrance as a whole and, since messages may quote only a part, its last segment. */
export const secretsOf = (url: string | undefined): readonly string[] => {
  if (url === undefined || !URL.canParse(url)) return []
  const segment = new URL(url).pathname.split('/').at(-1) ?? ''
  return segment.length >= 16 ? [url, segment] : [url]
}

const describe = (action: BrowserAction) => ({
  ...('target' in action && action.target !== '' && { target: action.target }),
  ...('value' in action && { value: action.value }),
  ...(action.kind === 'scroll' && { value: action.direction }),
})

export const recorderOf = ({ add, secrets }: RecorderOptions): Recorder => {
  const tellable = (text: string, limit: number) =>
    plainText(
      secrets.reduce((told, secret) => told.replaceAll(secret, 'the start page'), text),
      limit,
    )
  const short = (text: string) => tellable(text, SHORT_LIMIT)
  return {
    tellable,
    thought: ({ reasoning, confidence }) =>
      add({ type: 'reasoning', payload: { text: tellable(reasoning, TEXT_LIMIT), confidence } }),
    action: (action, { ok, url, error }) => {
      const { target, value } = describe(action)
      const payload = {
        action: action.kind,
        ...(target !== undefined && { target: short(target) }),
        ...(value !== undefined && { value: short(value) }),
        url: short(url),
        ok,
        ...(error !== undefined && { error: short(error) }),
      }
      add({ type: 'browser_action', payload })
    },
    trouble: (message, kind, retrying) => add({ type: 'error', payload: { message: short(message), kind, retrying } }),
  }
}
