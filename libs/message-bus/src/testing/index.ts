/** The contract suite that every bus must pass. */
export { describeMessageBus, type BusUnderTest } from './message-bus.suite.ts'
export { offerLog, type OfferedLog } from './offer-log.ts'
