import type { Database } from '../view.ts'
import { firstRow } from './first-row.ts'
import { readClock } from './read.sql.ts'

/** The present time of the database: the only clock that decides anything. */
export const clockOf = async (db: Database): Promise<Date> => firstRow((await db.query<{ now: Date }>(readClock)).rows).now
