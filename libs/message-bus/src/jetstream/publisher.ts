/** Chained publish: each event names the one before it, so the stream takes them in the order of the log or not at all. */
import { createInbox, headers, type Msg, type MsgHdrs, type NatsConnection, type Subscription } from '@nats-io/transport-node'
import type { ServiceName, StoredEvent } from '@agent-arena/contracts'
import { cloudHeaders, eventSubject } from '../cloud-event.ts'
import type { Tail } from './stream.ts'

/** The stream did not take an event: somebody else wrote to it, it is gone, or an answer is overdue. What arrived is unknown. */
export class ChainBroken extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'ChainBroken'
  }
}

/** The stream believes that it holds an event which lies beyond its end: it lost what it had taken. */
export class StreamTruncated extends Error {
  constructor() {
    super('The stream has lost events that it had taken.')
    this.name = 'StreamTruncated'
  }
}

interface Acknowledgement {
  readonly seq?: number
  readonly duplicate?: boolean
  readonly error?: { readonly description: string }
}

/** Stands in for data that is too large for a message; the log has it. */
export const DATA_REFERENCE = 'ce-dataref'

const ACK_PATIENCE_MS = 5000
/** Room for the headers below the server's limit for a message. */
const HEADER_ROOM_BYTES = 4096

/** The first one stands right after the end that was seen, each other one after the one before it. */
const chainOf = ({ before, after }: { before: StoredEvent | undefined; after: Tail }) =>
  before ? { 'Nats-Expected-Last-Msg-Id': before.id } : { 'Nats-Expected-Last-Sequence': String(after.sequence) }

/** Headers in the form of the wire, written at once: the client's own way checks and copies each value, which made up a third of a publish. */
const written = (values: Readonly<Record<string, string>>): MsgHdrs => {
  let text = 'NATS/1.0\r\n'
  for (const name in values) text += `${name}: ${values[name]}\r\n`
  const bytes = Buffer.from(`${text}\r\n`, 'latin1')
  return Object.assign(headers(), { encode: () => bytes })
}

interface Batch {
  readonly after: Tail
  readonly missing: Set<number>
  last: number
  readonly resolve: (sequence: number) => void
  readonly reject: (error: Error) => void
}

/** One batch at a time. All answers come to one inbox: a request each costs the client about seven times as much. */
export class ChainPublisher {
  private readonly inbox = createInbox()
  private readonly answers: Subscription
  private batch: Batch | null = null
  private batches = 0
  private readonly connection: NatsConnection
  private readonly source: ServiceName

  constructor(connection: NatsConnection, source: ServiceName) {
    this.connection = connection
    this.source = source
    this.answers = connection.subscribe(`${this.inbox}.*.*`, { callback: (_error, message) => this.hear(message) })
  }

  close(): void {
    this.answers.unsubscribe()
  }

  /** What is under way will not be answered any more. */
  breakOff(): void {
    this.batch?.reject(new ChainBroken('The connection to NATS broke.'))
  }

  /** Resolves with the new end once every event is acknowledged. Errors: `ChainBroken`, `StreamTruncated`. */
  async publish(events: readonly StoredEvent[], after: Tail): Promise<Tail> {
    const last = events.at(-1)
    if (!last) return after
    const sequence = await this.send(events, after)
    return { sequence, event: { id: last.id, position: last.position } }
  }

  private async send(events: readonly StoredEvent[], after: Tail): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const batch: Batch = { after, missing: new Set(events.keys()), last: after.sequence, resolve, reject }
    this.batch = batch
    this.batches++
    const late = setTimeout(() => reject(new ChainBroken('The stream did not answer in time.')), ACK_PATIENCE_MS)
    try {
      for (const [index, event] of events.entries()) this.sendOne(event, index, { before: events[index - 1], after })
      return await promise
    } finally {
      clearTimeout(late)
      this.batch = null
    }
  }

  private sendOne(event: StoredEvent, index: number, place: { before: StoredEvent | undefined; after: Tail }): void {
    const [payload, referred] = this.payloadOf(event)
    const own = {
      ...cloudHeaders(this.source, event),
      'Nats-Msg-Id': event.id,
      ...chainOf(place),
      ...(referred && { [DATA_REFERENCE]: `arena.qry.${this.source}.readLog` }),
    }
    const reply = `${this.inbox}.${this.batches}.${index}`
    this.connection.publish(eventSubject(this.source, event), payload, { reply, headers: written(own) })
  }

  private payloadOf({ data }: StoredEvent): readonly [payload: Uint8Array, referred: boolean] {
    const payload = Buffer.from(JSON.stringify(data ?? null))
    const limit = (this.connection.info?.max_payload ?? Infinity) - HEADER_ROOM_BYTES
    return payload.length <= limit ? [payload, false] : [Buffer.from('null'), true]
  }

  private hear(message: Msg): void {
    const [number, index] = message.subject
      .slice(this.inbox.length + 1)
      .split('.')
      .map(Number)
    const { batch } = this
    if (!batch || number !== this.batches || index === undefined) return
    try {
      this.take(batch, index, answerOf(message))
    } catch (error) {
      batch.reject(error as Error)
    }
  }

  private take(batch: Batch, index: number, { seq, duplicate, error }: Acknowledgement): void {
    if (error || seq === undefined) throw new ChainBroken(`The stream refused an event: ${error?.description ?? 'no answer'}.`)
    if (duplicate && seq <= batch.after.sequence) throw new StreamTruncated()
    batch.missing.delete(index)
    batch.last = Math.max(batch.last, seq)
    if (batch.missing.size === 0) batch.resolve(batch.last)
  }
}

const NO_RESPONDERS = 503

/** Without a stream the server says that nobody listens. */
const answerOf = (message: Msg): Acknowledgement => {
  if (message.headers?.code === NO_RESPONDERS) throw new ChainBroken('There is no stream that takes the event.')
  return message.json<Acknowledgement>()
}
