/** What a failed call at the door means for the run. */
import { isRejection } from '@agent-arena/contracts'

/** The token opens nothing any more: the sandbox has ended. */
export const isTokenRefused = (error: unknown): boolean => isRejection(error) && error.status === 401

/** There is nobody left to report to. */
export const isEnded = (error: unknown): boolean =>
  isTokenRefused(error) || (isRejection(error) && error.reason === 'wrong-state')

/** Worth another try: no answer, or an arena that is not well at the moment. */
export const isTransient = (error: unknown): boolean => !isRejection(error) || error.status >= 500 || error.status === 429

/** With the cause, since `fetch failed` alone says little. `instanceof Error` would miss errors of other realms. */
export const messageOf = (error: unknown): string => {
  if (!Error.isError(error)) return String(error)
  const { message, cause } = error
  return Error.isError(cause) && !cause.message.startsWith(message) ? `${message}: ${cause.message}` : message
}
