/** Tells a far side that is only away from a refusal or a fault. */
import { isRejection } from '@agent-arena/contracts'

/** Nobody answered, or not in time: that may pass, and says nothing against what was asked. */
export const isAbsence = (fault: unknown): boolean =>
  isRejection(fault) && (fault.reason === 'unavailable' || fault.reason === 'deadline-exceeded')
