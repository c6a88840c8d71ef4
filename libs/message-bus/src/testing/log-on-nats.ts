/** A log of betting and all that stands around it in a test: a server of its own, a bus, and a look at what the stream holds. */
import type { StoredEvent } from '@agent-arena/contracts'
import { eventually, startNatsServer } from '@agent-arena/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { expect } from '@jest/globals'
import { JetStreamBus } from '../jetstream/jetstream-bus.ts'
import type { MessageBus } from '../message-bus.ts'
import { carriedEvents } from './carried.ts'
import { GrowingLog } from './growing-log.ts'
import { offerLog } from './offer-log.ts'

const PATIENCE = { timeoutMs: 20_000 }

/** The positions of the first so many events. */
export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

export const positions = (events: readonly StoredEvent[]) => events.map(({ position }) => position)

/** A reader that keeps what it has seen as its checkpoint. */
const follow = (bus: MessageBus) => {
  const seen: StoredEvent[] = []
  const faults: unknown[] = []
  bus.consume({
    source: 'betting',
    consumer: 'reader',
    after: async () => seen.length,
    handle: async (events) => void seen.push(...events),
    onFault: (fault) => faults.push(fault),
  })
  const reaches = (count: number) => eventually(() => expect(seen).toHaveLength(count), PATIENCE)
  return { seen, faults, reaches }
}

export const openLogOnNats = async () => {
  const server = await startNatsServer()
  const connectBus = (name: string, limits?: { readonly maxBytes: number }) =>
    JetStreamBus.connect({ servers: server.url, name, onFault: () => undefined, ...(limits && { limits }) })
  const bus = await connectBus('test')
  const connection = await connect({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 })
  const { streams, consumers } = await jetstreamManager(connection)
  const log = new GrowingLog()
  const events = () => carriedEvents(connection, 'betting')
  const carried = async () => positions(await events())
  return {
    server,
    bus,
    connection,
    streams,
    log,
    events,
    /** The positions of what the stream holds. */
    carried,
    carries: (expected: readonly number[]) => eventually(async () => expect(await carried()).toEqual(expected), PATIENCE),
    /** A bus of another process. */
    connectBus,
    offer: (offered = log) => offerLog(bus, { source: 'betting', log: offered }),
    /** Carries without serving its pages: the relay of a process that takes over. */
    carry: (carrier: MessageBus = bus, offered = log) =>
      carrier.carry({ source: 'betting', log: offered, onFault: () => undefined }),
    follow: () => follow(bus),
    /** What is written before the server knows of a reader never reaches it. */
    isHeard: (readers = 1) => eventually(async () => expect(await consumers.list('arena_betting').next()).toHaveLength(readers)),
    close: async () => {
      await bus.close()
      await connection.close()
      await server.stop()
    },
  }
}

export type LogOnNats = Awaited<ReturnType<typeof openLogOnNats>>
