/** The contract suite that every bus must pass. */
export { describeMessageBus, type BusUnderTest } from './message-bus.suite.ts'
export { offerLog, type OfferedLog } from './offer-log.ts'
export { GrowingLog } from './growing-log.ts'
export { carriedEvents } from './carried.ts'
