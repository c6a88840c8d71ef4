/** A view's content as one hash: equal for equal rows, however they came about. */
import { createHash } from 'node:crypto'
import type { Database, View } from './view.ts'

/** SHA-256 over the rows of all tables as JSON text, in the order of that text. */
export const hashOfView = async (db: Database, { tables }: View): Promise<string> => {
  const hash = createHash('sha256')
  for (const table of tables) {
    const { rows } = await db.query<{ row: string }>(
      `select row_to_json(t)::text as row from ${table} t order by row_to_json(t)::text collate "C"`,
    )
    hash.update(`${table} ${rows.length}\n`)
    for (const { row } of rows) hash.update(`${row}\n`)
  }
  return hash.digest('hex')
}
