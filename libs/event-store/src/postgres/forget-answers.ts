/** Forgets the answers under old idempotency keys: a command that comes again later than this is a new one. */
import type { Database } from '../view.ts'
import { deleteOlder } from './delete-older.ts'

/** Longer than any caller tries again by itself; docs/settlement.md tells it to people. */
const ANSWER_DAYS = 7

/** In the schema that stands first on the search path. Answers how many were forgotten. */
export const forgetAnswers = (db: Database): Promise<number> =>
  deleteOlder(db, { table: 'idempotency', column: 'at', days: ANSWER_DAYS })
