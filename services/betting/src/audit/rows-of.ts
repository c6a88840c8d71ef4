/** Reads rows of a shape that the statement gives. */
import type { Database } from '@agent-arena/event-store'

export const rowsOf = async <R extends object>(
  db: Database,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly R[]> => (await db.query<R>(statement, [...values])).rows
