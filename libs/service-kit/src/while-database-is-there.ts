/** Tells a caller that the database is away: that is no fault, and may pass. */
import { Rejection } from '@agent-arena/contracts'
import { isUnavailable } from '@agent-arena/event-store'
import type { Served } from '@agent-arena/message-bus'

export const whileDatabaseIsThere = ({ operation, handler }: Served): Served => ({
  operation,
  handler: async (input, context) => {
    try {
      return await handler(input, context)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      throw new Rejection('unavailable', { detail: 'The database does not answer at the moment; try again.' })
    }
  },
})
