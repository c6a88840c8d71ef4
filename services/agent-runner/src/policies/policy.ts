/** How an agent thinks: from what it sees to its next action, with the reason in words. */
import type { BrowserAction } from '../tools/browser/browser.tool.ts'
import type { Observation } from '../tools/browser/observation.ts'
import type { Chance } from './chance.ts'

interface Reasoned {
  /** A plain sentence or two for those who watch. */
  readonly reasoning: string
  /** From 0 to 1. */
  readonly confidence: number
}

export interface Act extends Reasoned {
  readonly kind: 'act'
  readonly action: BrowserAction
  /** How far the agent believes to be, in percent: a claim, not a verdict. */
  readonly progress?: number
}

export interface Done extends Reasoned {
  readonly kind: 'done'
  readonly summary: string
}

export interface GiveUp extends Reasoned {
  readonly kind: 'give-up'
}

export type Thought = Act | Done | GiveUp

export interface Sight {
  readonly observation: Observation
  /** Why the last action failed, if it did. */
  readonly lastError?: string
  /** The loop has seen the same thing again and again: try something else. */
  readonly anotherApproach: boolean
}

export interface Policy {
  readonly think: (sight: Sight) => Thought | Promise<Thought>
}

export interface Task {
  readonly goalText: string
  readonly chance: Chance
}

export const act = (action: BrowserAction, reasoning: string, more: Partial<Pick<Act, 'confidence' | 'progress'>> = {}): Act => ({
  kind: 'act',
  action,
  reasoning,
  confidence: 0.7,
  ...more,
})

export const done = (summary: string): Done => ({ kind: 'done', reasoning: summary, summary, confidence: 0.95 })

export const giveUp = (reasoning: string): GiveUp => ({ kind: 'give-up', reasoning, confidence: 0.9 })
