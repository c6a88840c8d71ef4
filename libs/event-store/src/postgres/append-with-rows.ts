/** An append with rows of its owner’s tables: a transaction of its own, because its statements are the caller’s. */
import type { PoolClient } from 'pg'
import { VersionConflict, type InlineWrite } from '../event-log.ts'
import { appendGroup, type GroupAnswer } from './append-group.ts'
import type { Caller } from './caller.ts'
import { transact } from './transaction.ts'

const writeRow = async (client: PoolClient, { sql, values, expectRows }: InlineWrite) => {
  const { rowCount } = await client.query(sql, [...values])
  if (expectRows !== undefined && rowCount !== expectRows) throw new VersionConflict(sql)
}

const lose = (fault: Error) => {
  throw fault
}

/** The rows come first, so that the head of the log is locked for one statement only. Throws what the caller is to be told. */
export const appendWithRows = (client: PoolClient, caller: Caller, notBefore: string | null): Promise<GroupAnswer> => {
  const write = async () => {
    for (const row of caller.inline) await writeRow(client, row)
    const answer = await appendGroup(client, [caller], notBefore)
    for (const result of answer.settled) if (result instanceof Error) throw result
    return answer
  }
  return transact(client, write, lose)
}
