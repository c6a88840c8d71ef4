/** The message bus: requests, events in order, live data. */
export * from './cloud-event.ts'
export { InProcessBus, type InProcessBusOptions } from './in-process/in-process-bus.ts'
export * from './message-bus.ts'
export * from './wire.ts'
