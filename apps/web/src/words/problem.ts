/** What went wrong, in a sentence for the person who tried. */
import { isRejection } from '@agent-arena/contracts'

const OFFLINE = 'The arena could not be reached. Check your connection and try again.'

/** A refusal's own words with the faults of its fields; anything else never reached the arena. */
export const problemText = (problem: unknown) => {
  if (!isRejection(problem)) return OFFLINE
  const fields = problem.details?.errors?.map(({ path, message }) => `${path}: ${message}`) ?? []
  return fields.length === 0 ? problem.message : `${problem.message} (${fields.join('; ')})`
}

export const isSignedOut = (problem: unknown) => isRejection(problem) && problem.status === 401

export const isUnknown = (problem: unknown) =>
  isRejection(problem) && (problem.reason === 'not-found' || problem.reason === 'malformed')

/** Whether the arena may not have heard the request, so that the same one, with the same key, may be sent again. */
export const isUncertain = (problem: unknown) => !isRejection(problem) || problem.status >= 500
