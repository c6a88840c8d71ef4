/** What travels with a request beside its input: caller, deadline, and the ids by which it can be followed. */
import { DEFAULT_DEADLINE_MS, type Caller, type RequestContext } from '@agent-arena/contracts'
import { randomUUID, type UUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const SANE_ID = /^[\w.:-]{1,100}$/
/** W3C Trace Context, version 00. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

export const requestIdOf = (headers: IncomingHttpHeaders): string | UUID => {
  const given = headers['x-request-id']
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID()
}

export const contextOf = (headers: IncomingHttpHeaders, caller: Caller, correlationId: string): RequestContext => {
  const { traceparent } = headers
  return {
    caller,
    deadline: Date.now() + DEFAULT_DEADLINE_MS,
    correlationId,
    ...(typeof traceparent === 'string' && TRACEPARENT.test(traceparent) && { traceparent }),
  }
}
