/** What follows from a look of the referee: pure. */
import type { Assessment } from '../referee/assess.ts'
import type { SandboxCommand } from '../sandbox/sandbox.decider.ts'
import type { SandboxState } from '../sandbox/sandbox.state.ts'

/** Before the run, to know that the goal is not met already; while it runs; the last look, because the agent is done or the time is over. */
export type LookKind = 'before' | 'running' | 'claimed' | 'time'

const ended = (
  status: 'succeeded' | 'failed' | 'timed-out' | 'faulted',
  cause: string,
  evidenceAt: string,
  at: string,
): SandboxCommand => ({
  type: 'EndRun',
  status,
  cause,
  evidenceAt,
  at,
})

const progressed = ({ progress, met, evidenceAt }: Assessment, at: string): SandboxCommand => ({
  type: 'NoteProgress',
  progress,
  met,
  evidenceAt,
  at,
  source: 'referee',
})

const inTime = ({ successAt }: Assessment, { endsAt }: SandboxState) => endsAt === null || successAt <= endsAt

const MAX_WORDS = 500

/** Words that may come from a site or a sandbox, as one clean line. */
const plain = (words: string): string =>
  words
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, MAX_WORDS)

/** The verdict of a last look that shows no success. */
const unsuccessful = (
  found: Assessment,
  state: SandboxState,
  { kind, at }: { kind: LookKind; at: string },
): readonly SandboxCommand[] => {
  if (found.blind.length > 0) return [ended('faulted', `The referee could not look: ${plain(found.blind.join('; '))}`, at, at)]
  return kind === 'time'
    ? [ended('timed-out', 'The time was over before the goal was met.', state.endsAt ?? at, at)]
    : [ended('failed', 'The agent said that it was done, but the goal is not met.', state.claimedAt ?? at, at)]
}

export const ruleOnLook = (
  state: SandboxState,
  found: Assessment,
  look: { kind: LookKind; at: string },
): readonly SandboxCommand[] => {
  const { kind, at } = look
  if (kind === 'before') return found.success ? [ended('faulted', 'The goal was met before the run began.', at, at)] : []
  if (found.success && state.startedAt !== null && found.successAt < state.startedAt)
    return [ended('faulted', 'The goal was met before the run began.', at, at)]
  if (found.success && inTime(found, state))
    return [progressed(found, at), ended('succeeded', 'All required checks are met.', found.successAt, at)]
  if (kind === 'running') return found.progress > state.progress ? [progressed(found, at)] : []
  return unsuccessful(found, state, look)
}
