/** Tells the operator why a round of a keeper failed: a service that is only away is a warning, and only when that lasts. */
import { isAbsence } from '@agent-arena/message-bus'
import type { Logger } from '@agent-arena/service-kit'
import type { RunGroup } from './standing.ts'

/** Services that start one after another are away for a moment, which is no fault. */
const SILENT_ABSENCES = 6

/** `faults` is how many rounds in a row have failed. */
export const tellFault = (logger: Logger, group: RunGroup, fault: unknown, faults: number): void => {
  if (!isAbsence(fault)) logger.error({ err: fault, ...group }, 'a run could not be kept and will be looked at again')
  else if (faults > SILENT_ABSENCES) logger.warn({ err: fault, ...group }, 'a run waits for a service that does not answer')
}
