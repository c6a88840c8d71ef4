/** Work that one process of a service does when it begins to lead, and then once a day; after a fault again in a minute. */
import { Loop } from '@agent-arena/contracts'
import type { Begin } from '@agent-arena/event-store'

const DAY_MS = 24 * 60 * 60 * 1000
const RETRY_MS = 60_000

export interface Daily {
  readonly name: string
  work(): Promise<unknown>
}

export const beginDaily =
  ({ work }: Daily, onFault: (fault: unknown) => void): Begin =>
  () => {
    const loop = new Loop({
      work: async () => {
        await work()
        return DAY_MS
      },
      onFault,
      pauseMs: () => RETRY_MS,
    })
    void loop.start()
    return loop
  }
