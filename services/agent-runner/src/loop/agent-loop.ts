/** The agent's run: step after step until it is done, gives up, runs in circles, or its time is over. */
import type { Claim } from '../door/sandbox-door.ts'
import { watchForCircles } from './failure-loop.ts'
import { openStartPage, takeStep, type StepParts, type StepTaken } from './step.ts'

export interface LoopOptions extends StepParts {
  readonly goal: { readonly text: string; readonly url?: string | undefined }
  /** Milliseconds since 1970. */
  readonly endsAt: number
  readonly signal: AbortSignal
  readonly pace: () => Promise<void>
  readonly onProgress: (progress: number, note: string) => void
}

/** What the agent claims at the end; nothing when its time was over or somebody stopped it. */
export type Ending = Claim | undefined

const CIRCLES = { times: 3, among: 8, approaches: 2 } as const

const failed = (summary: string): Claim => ({ outcome: 'failed', summary })

const claimOf = ({ thought }: StepTaken): Ending => {
  if (thought?.kind === 'done') return { outcome: 'succeeded', summary: thought.summary }
  if (thought?.kind === 'give-up') return failed(thought.reasoning)
  return undefined
}

const startAddress = ({ goal }: LoopOptions): string | undefined => goal.url ?? /https?:\/\/[^\s"<>]+/.exec(goal.text)?.[0]

export const runAgent = async (options: LoopOptions): Promise<Ending> => {
  const { goal, signal, endsAt, pace, onProgress } = options
  const start = startAddress(options)
  if (start === undefined) return failed('The goal names no page to begin with.')
  const notice = watchForCircles(CIRCLES)
  let taken: StepTaken = { thought: undefined, signature: '' }
  let arrived = false
  let anotherApproach = false
  for (;;) {
    await pace()
    if (signal.aborted || Date.now() >= endsAt) return undefined
    const before = { anotherApproach, ...(taken.error !== undefined && { lastError: taken.error }) }
    taken = arrived ? await takeStep(options, before) : await openStartPage(options, start, goal.text)
    if (signal.aborted) return undefined
    arrived ||= taken.error === undefined
    const claim = claimOf(taken)
    if (claim) return claim
    if (taken.thought?.kind === 'act' && taken.thought.progress !== undefined)
      onProgress(taken.thought.progress, taken.thought.reasoning)
    const advice = notice(taken.signature)
    anotherApproach = advice === 'another-approach'
    // Who cannot even see the page has no approach of its own but to begin again.
    if (anotherApproach && !taken.thought) arrived = false
    if (advice === 'give-up') return circling(options, taken)
  }
}

const circling = ({ recorder }: LoopOptions, { error }: StepTaken): Claim => {
  const reason =
    error === undefined ? 'I keep doing the same thing and get nowhere.' : `The same thing fails again and again: ${error}`
  recorder.trouble(reason, 'agent', false)
  return failed(reason)
}
