/** Renews cached answers when something live says that they changed, at most once a second each. */
import { queryClient } from './client.ts'

const SPACING_MS = 1000

const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Asks again soon; calls that come before that are the same call. */
export const renewSoon = (queryKey: readonly unknown[]) => {
  const name = JSON.stringify(queryKey)
  if (waiting.has(name)) return
  const timer = setTimeout(() => {
    waiting.delete(name)
    void queryClient.invalidateQueries({ queryKey })
  }, SPACING_MS)
  waiting.set(name, timer)
}
