/** What went wrong, in a sentence for the person who tried. */
import { isRejection } from '@agent-arena/contracts'

const OFFLINE = 'The arena could not be reached. Check your connection and try again.'

/** A refusal's own words, which tell the faults of its fields too; anything else never reached the arena. */
export const problemText = (problem: unknown) => (isRejection(problem) ? problem.message : OFFLINE)

export const isSignedOut = (problem: unknown) => isRejection(problem) && problem.status === 401

export const isUnknown = (problem: unknown) =>
  isRejection(problem) && (problem.reason === 'not-found' || problem.reason === 'malformed')

/** Whether the arena may not have heard the request, so that the same one, with the same key, may be sent again. */
export const isUncertain = (problem: unknown) => !isRejection(problem) || problem.status >= 500
