/** A log that others follow over a bus, without the service that would own it. */
import { kitOperations, type ServiceName } from '@agent-arena/contracts'
import { serve, type Carrying, type LogReader, type MessageBus } from '../message-bus.ts'

export interface OfferedLog {
  readonly source: ServiceName
  readonly log: LogReader
  readonly onFault?: (fault: unknown) => void
}

/** Serves its pages and carries what is appended to it. */
export const offerLog = (bus: MessageBus, { source, log, onFault = () => undefined }: OfferedLog): Carrying => {
  bus.serve(
    serve(kitOperations(source).readLog, async ({ after, limit }) => ({
      events: [...(await log.readAll(after, limit))],
      head: await log.head(),
    })),
  )
  return bus.carry({ source, log, onFault })
}
