/** Gives a page only so much time: some calls to a page that hangs never come back. */
export const within = async <T>(ms: number, task: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`The page did not answer within ${ms} ms.`)), ms)
  try {
    return await Promise.race([task, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
