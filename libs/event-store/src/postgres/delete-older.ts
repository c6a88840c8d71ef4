/** Deletes old rows by runs of pages: each statement is short, and the table is read once, without an index that every insert would pay for. */
import type { Database } from '../view.ts'
import { firstRow } from './first-row.ts'

/** 8 MB: some 50,000 rows. */
const RUN_PAGES = 1000

export interface Older {
  /** In the schema that stands first on the search path. */
  readonly table: string
  /** Its time. */
  readonly column: string
  readonly days: number
  readonly runPages?: number
}

const readPages = `select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int as pages`

/** By the database's clock. What is written behind the last page meanwhile is not old. Answers how many rows were deleted. */
export const deleteOlder = async (db: Database, { table, column, days, runPages = RUN_PAGES }: Older): Promise<number> => {
  const { pages } = firstRow((await db.query<{ pages: number }>(readPages, [table])).rows)
  const deleteRun = `delete from ${table} where ctid >= $1::tid and ctid < $2::tid
    and ${column} < clock_timestamp() - make_interval(days => $3)`
  let deleted = 0
  for (let page = 0; page < pages; page += runPages) {
    const { rowCount } = await db.query(deleteRun, [`(${page},0)`, `(${page + runPages},0)`, days])
    deleted += rowCount ?? 0
  }
  return deleted
}
