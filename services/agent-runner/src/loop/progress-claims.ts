/** Tells the arena now and then how far the agent believes to be; a lost claim is no loss. */
import { isEnded, messageOf } from '../door/refusals.ts'

const SMALLEST_STEP = 5

export const progressClaims = (tell: (progress: number, note: string) => Promise<void>, warn: (message: string) => void) => {
  let claimed = 0
  let telling = false
  return (progress: number, note: string): void => {
    if (telling || progress < claimed + SMALLEST_STEP) return
    telling = true
    claimed = progress
    tell(progress, note)
      .catch((error: unknown) => {
        // The referee may see the goal met before the agent claims so: that is a normal end.
        if (!isEnded(error)) warn(`Progress could not be told: ${messageOf(error)}`)
      })
      .finally(() => {
        telling = false
      })
  }
}
