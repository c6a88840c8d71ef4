/** One step: observe, think, act, record. */
import { messageOf } from '../door/refusals.ts'
import { act, type Act, type Policy, type Thought } from '../policies/policy.ts'
import type { ActionResult, BrowserAction, BrowserTool } from '../tools/browser/browser.tool.ts'
import type { Recorder } from './recorder.ts'

export interface StepParts {
  readonly browser: BrowserTool
  readonly policy: Policy
  readonly recorder: Recorder
}

export interface StepBefore {
  readonly lastError?: string
  readonly anotherApproach: boolean
}

export interface StepTaken {
  readonly thought: Thought | undefined
  /** Tells steps of the same kind apart from others: where, what, and how it failed. */
  readonly signature: string
  readonly error?: string
}

const signatureOf = (at: string, action: BrowserAction): string => {
  const { ref: _ref, ...rest } = { ref: '', ...action }
  return JSON.stringify({ at, ...rest })
}

const perform = async ({ browser, recorder }: StepParts, thought: Act, at: string): Promise<StepTaken> => {
  const result: ActionResult = await browser.act(thought.action)
  recorder.action(thought.action, result)
  if (result.ok) return { thought, signature: signatureOf(at, thought.action) }
  const error = result.error ?? 'The action failed.'
  recorder.trouble(error, 'tool', true)
  return { thought, error, signature: `error: ${error}` }
}

/** The first step opens the start page; its address is known to nobody else. */
export const openStartPage = (parts: StepParts, url: string, goalText: string): Promise<StepTaken> => {
  const thought = act({ kind: 'navigate', url }, `My goal: ${goalText} I open the start page.`, { confidence: 1 })
  parts.recorder.thought(thought)
  return perform(parts, thought, 'start')
}

export const takeStep = async (parts: StepParts, before: StepBefore): Promise<StepTaken> => {
  const { browser, policy, recorder } = parts
  let failing: 'page' | 'agent' = 'page'
  try {
    const observation = await browser.observe()
    for (const trouble of browser.takeTroubles()) recorder.trouble(trouble, 'page', true)
    failing = 'agent'
    const thought = await policy.think({ observation, ...before })
    recorder.thought(thought)
    return thought.kind === 'act' ? await perform(parts, thought, observation.url) : { thought, signature: thought.kind }
  } catch (fault) {
    const error = messageOf(fault)
    recorder.trouble(error, failing, true)
    return { thought: undefined, error, signature: `error: ${error}` }
  }
}
