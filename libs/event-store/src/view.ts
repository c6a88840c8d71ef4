/** A view: tables that follow a log. One file has the tables, what each event does to them, and the queries. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { ClientBase, Pool } from 'pg'

/** Anything that runs a statement: a pool for reading, one connection inside a transaction for writing. */
export type Database = Pick<ClientBase | Pool, 'query'>

export interface View {
  readonly name: string
  /** Raised whenever tables or meaning change: the view is then built anew from the log. */
  readonly version: number
  /** The names of its tables, dropped before a rebuild. */
  readonly tables: readonly string[]
  /** Statements that create the tables in the schema, which stands first on the search path. */
  readonly ddl: string
  /** Writes what a run of events changes. The projector commits it together with the checkpoint. */
  apply(db: Database, events: readonly StoredEvent[]): Promise<void>
}
