import type { Database } from '@agent-arena/event-store'

/** One statement for all rows, which it reads from the JSON array `$1`; none when there are no rows. */
export const writeRows = async (db: Database, statement: string, rows: readonly object[]): Promise<void> => {
  if (rows.length > 0) await db.query(statement, [JSON.stringify(rows)])
}
