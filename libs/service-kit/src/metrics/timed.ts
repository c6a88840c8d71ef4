/** Measures how long an operation takes, and how it ends. */
import { isRejection } from '@agent-arena/contracts'
import type { Served } from '@agent-arena/message-bus'
import type { Metrics } from './metrics.ts'

export const timed = (metrics: Metrics, { operation, handler }: Served): Served => {
  const { service, name } = operation
  return {
    operation,
    handler: async (input, context) => {
      const begun = performance.now()
      let outcome = 'ok'
      try {
        return await handler(input, context)
      } catch (error) {
        outcome = isRejection(error) ? error.reason : 'fault'
        throw error
      } finally {
        metrics.countRequest({ service, operation: name, outcome }, (performance.now() - begun) / 1000)
      }
    },
  }
}
