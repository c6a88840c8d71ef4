/** Tells the arena now and then how far the agent believes to be; a lost claim is no loss. */

const SMALLEST_STEP = 5

export const progressClaims = (tell: (progress: number, note: string) => Promise<void>, warn: (message: string) => void) => {
  let claimed = 0
  let telling = false
  return (progress: number, note: string): void => {
    if (telling || progress < claimed + SMALLEST_STEP) return
    telling = true
    claimed = progress
    tell(progress, note)
      .catch((error: unknown) => warn(`Progress could not be told: ${String(error)}`))
      .finally(() => {
        telling = false
      })
  }
}
