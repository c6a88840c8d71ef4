/** A log that grows and is offered to others, and a look at what is carried of it; no Jest in here, unlike in the suite. */
export { offerLog, type OfferedLog } from './offer-log.ts'
export { GrowingLog } from './growing-log.ts'
export { carriedEvents } from './carried.ts'
