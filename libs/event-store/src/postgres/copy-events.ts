/** Reads a long run of events as fast as Postgres sends them. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { ClientBase } from 'pg'
import { to } from 'pg-copy-streams'
import { CopiedRows, copiedColumns } from './copied-rows.ts'

/** What one run may take of the memory, as bytes on the way; as objects they take some times as much. */
const MOST_BYTES = 32_000_000

/** A COPY takes no parameters: both are numbers, so there is nothing to escape. */
const statement = (after: number, limit: number) => `
  copy (select ${copiedColumns} from events where position > ${after} and position <= ${after + limit} order by position)
  to stdout (format binary)`

/** At most `limit` events after a position, on a connection that nobody else uses; fewer at the end, or where they are large. */
export const copyEvents = async (
  client: ClientBase,
  after: number,
  limit: number,
  mostBytes = MOST_BYTES,
): Promise<readonly StoredEvent[]> => {
  const rows = new CopiedRows()
  const runs: StoredEvent[][] = []
  let bytes = 0
  for await (const chunk of client.query(to(statement(after, limit))) as AsyncIterable<Buffer>) {
    // What is too much is let pass: the next run begins with it, and whoever asks for runs asks for shorter ones.
    if (bytes > mostBytes && runs.some(({ length }) => length > 0)) continue
    bytes += chunk.length
    runs.push(rows.push(chunk))
  }
  return runs.flat()
}
