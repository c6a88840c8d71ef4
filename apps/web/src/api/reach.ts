/** Sends requests, and notes what every answer tells: that the arena is there, and its time. */
import { noteServerDate } from './clock.ts'
import { reportReach } from './connection.ts'

/** A request that was given up says nothing of the arena. */
export const send: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init)
    reportReach(true)
    noteServerDate(response.headers.get('date'))
    return response
  } catch (problem) {
    if (!init?.signal?.aborted) reportReach(false)
    throw problem
  }
}
