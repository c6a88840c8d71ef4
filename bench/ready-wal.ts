/** Log files of Postgres that stand ready to be written again, as on a server that has run for a while: making one costs more than a round. */
import { Client } from 'pg'

const FILES = 120

/** For a server with at least `min_wal_size` = 2 GB; the next checkpoint keeps what was used as files for later. */
export const readyWal = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (let file = 0; file < FILES; file++) {
    await client.query(`select pg_logical_emit_message(false, 'bench', '')`)
    await client.query('select pg_switch_wal()')
  }
  await client.query('checkpoint')
  await client.end()
}
