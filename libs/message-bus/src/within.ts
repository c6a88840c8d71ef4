/** Waits for work no longer than it may take. */

/** Rejects with what `late` makes when the time is over first; the work itself goes on. */
export const within = async <T>(work: Promise<T>, timeoutMs: number, late: () => Error): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(late()), timeoutMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
