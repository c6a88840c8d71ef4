/** Planted: a reader that says it is done as soon as it has been given something. */
import type { Parts } from '../world/parts.ts'

export const ackBeforeCommit: Partial<Parts> = {
  consuming: (options) => ({
    ...options,
    handle: async (events) => {
      options.handle(events).catch(options.onFault)
    },
  }),
}
