/** The message bus: requests, events in order, live data. */
export * from './cloud-event.ts'
export { InProcessBus } from './in-process/in-process-bus.ts'
export { isAbsence } from './is-absence.ts'
export * from './message-bus.ts'
export * from './wire.ts'
export { BusUnreachable } from './jetstream/connect.ts'
export { JetStreamBus, type JetStreamBusOptions } from './jetstream/jetstream-bus.ts'

/** What the simulation runs on a stream in memory. */
export { Arrivals, type Arrival } from './arrivals.ts'
export { LogConsumer, type Feed, type Taken } from './log-consumer.ts'
export { ChainBroken, StreamTruncated } from './jetstream/publisher.ts'
export { Relay, type LogChannel } from './jetstream/relay.ts'
export type { Tail } from './jetstream/stream.ts'
