/** Requests and answers over NATS; an answer that is too large for one message is fetched in parts. */
import {
  createInbox,
  headers,
  NoRespondersError,
  RequestError,
  TimeoutError,
  type Msg,
  type NatsConnection,
} from '@nats-io/transport-node'
import { Rejection } from '@agent-arena/contracts'
import type { Link } from './link.ts'

const PARTS = 'arena-parts'
const REST = 'arena-rest'
/** How long the parts of an answer are kept for who asked. */
const REST_PATIENCE_MS = 10_000
const HEADER_ROOM_BYTES = 4096

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const sizeLimit = ({ info }: NatsConnection) => (info?.max_payload ?? 1024 * 1024) - HEADER_ROOM_BYTES

/** Nobody listens, or the connection is gone: who asks may ask again. */
const refusalOf = (error: unknown, subject: string): unknown => {
  if (error instanceof TimeoutError) return new Rejection('deadline-exceeded')
  const unanswered = error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders())
  if (unanswered) return new Rejection('unavailable', { detail: `Nobody answers ${subject} at the moment; try again.` })
  return error
}

/** The text of an answer. Errors: `Rejection` with `deadline-exceeded`, `unavailable` or `too-large`. */
export const ask = async (
  link: Link,
  { subject, text, deadline }: { readonly subject: string; readonly text: string; readonly deadline: number },
): Promise<string> => {
  const timeoutOf = () => {
    const timeout = deadline - Date.now()
    if (timeout <= 0) throw new Rejection('deadline-exceeded')
    return timeout
  }
  const { connection } = link
  const payload = encoder.encode(text)
  if (payload.length > sizeLimit(connection)) throw new Rejection('too-large')
  await link.whenUp(timeoutOf())
  const send = (to: string, what: Uint8Array | string) => link.whileUp(connection.request(to, what, { timeout: timeoutOf() }))
  try {
    const first = await send(subject, payload)
    const rest = first.headers?.get(REST)
    if (!rest) return first.string()
    const parts = [first.data]
    for (const count = Number(first.headers?.get(PARTS)); parts.length < count;)
      parts.push((await send(rest, String(parts.length))).data)
    return decoder.decode(Buffer.concat(parts))
  } catch (error) {
    throw refusalOf(error, subject)
  }
}

const partsOf = (payload: Uint8Array, size: number): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(payload.length / size) }, (_, index) => payload.subarray(index * size, (index + 1) * size))

/** The first part goes out, the others wait for a while under a subject of their own. */
export const reply = (connection: NatsConnection, message: Msg, text: string): void => {
  const payload = encoder.encode(text)
  const size = sizeLimit(connection)
  if (payload.length <= size) return void message.respond(payload)
  const parts = partsOf(payload, size)
  const rest = createInbox()
  const callback = (_error: Error | null, ask: Msg) => void ask.respond(parts[Number(ask.string())])
  const kept = connection.subscribe(rest, { callback, max: parts.length - 1 })
  setTimeout(() => kept.unsubscribe(), REST_PATIENCE_MS).unref()
  const own = headers()
  own.set(PARTS, String(parts.length))
  own.set(REST, rest)
  message.respond(parts[0], { headers: own })
}
