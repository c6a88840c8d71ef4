/** The message bus: requests, events in order, live data. */
export * from './cloud-event.ts'
export { InProcessBus } from './in-process/in-process-bus.ts'
export * from './message-bus.ts'
export * from './wire.ts'
export { BusUnreachable } from './jetstream/connect.ts'
export { JetStreamBus, type JetStreamBusOptions } from './jetstream/jetstream-bus.ts'
