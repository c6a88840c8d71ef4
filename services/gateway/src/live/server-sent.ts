/** Server-sent events (WHATWG HTML § 9.2) as bytes: encoded once, written to every reader. */

export const EVENT_STREAM_TYPE = 'text/event-stream; charset=utf-8'

/** A comment that keeps proxies from closing a quiet stream. */
export const HEARTBEAT = Buffer.from(': still here\n\n')
export const HEARTBEAT_MS = 15_000

/** How long a browser waits before it comes back. */
export const GREETING = Buffer.from('retry: 1000\n\n')

/** JSON has no line breaks of its own, so one data line is enough. */
export const encodeEvent = ({ event, json, id }: { event: string; json: string; id?: number }): Buffer =>
  Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${json}\n\n`)
