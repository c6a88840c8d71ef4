/** How long the token of a sandbox's door lives: as long as the run may last, and longer by its last words. */

const LAST_WORDS_MS = 5 * 60_000

/** @param begins when the run begins at the latest, milliseconds since 1970 */
export const tokenExpiresAt = (begins: number, timeLimitSeconds: number): string =>
  new Date(begins + timeLimitSeconds * 1000 + LAST_WORDS_MS).toISOString()
