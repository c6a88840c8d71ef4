/** A reaction follows a service's log and turns events into commands of its own service. */
import type { RequestContext, ServiceName, StoredEvent } from '@agent-arena/contracts'

/** A command together with the one who carries it out. Repeats must be harmless. */
export type Task = (context: RequestContext) => Promise<unknown>

/** Under which a reaction's checkpoint, dead letters and lease are kept. */
export const readerOfReaction = (name: string): string => `reaction ${name}`

export interface Reaction {
  /** A sentence: `settle-market-when-run-ends`. */
  readonly name: string
  readonly source: ServiceName
  react(event: StoredEvent): readonly Task[]
}
