/** Display names of guests: suggested ones, and why one cannot be used. */
import { MAX_NAME_LENGTH, suggestName } from '@agent-arena/contracts'

export { MAX_NAME_LENGTH, suggestName }

/** Why a name cannot be used; undefined when it can. */
export const nameProblem = (name: string) => {
  if (name.trim().length === 0) return 'Choose a name that others see beside your bets.'
  if (name.trim().length > MAX_NAME_LENGTH) return `At most ${MAX_NAME_LENGTH} characters.`
  return undefined
}
