/** What became of each of many attempts: `accepted`, or the reason of its refusal. */
export const reasonsOf = async (attempts: readonly Promise<unknown>[]): Promise<readonly string[]> => {
  const results = await Promise.allSettled(attempts)
  return results.map((result) => (result.status === 'fulfilled' ? 'accepted' : (result.reason as { reason: string }).reason))
}
