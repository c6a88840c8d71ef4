/** Connections to one service's schema, which stands first on their search path. */
import { Pool } from 'pg'

export interface PoolOptions {
  /** Connections held open at most. */
  readonly max?: number
  /** Told when an idle connection breaks; the pool opens another one when it is needed. */
  readonly onBroken?: (error: Error) => void
  /** How long a transaction may lie still before the server ends it with its connection, milliseconds. */
  readonly lieStillMs?: number
}

/**
 * A process that is stopped in the middle of a transaction holds its rows, its checkpoint among them, against whoever takes over. So this is
 * less than a lease (10 s), and far more than lies between two statements.
 */
const LIE_STILL_MS = 5000

export const openPool = (
  url: string,
  schema: string,
  { max = 6, onBroken = () => undefined, lieStillMs = LIE_STILL_MS }: PoolOptions = {},
): Pool => {
  const options = `-c search_path=${schema} -c idle_in_transaction_session_timeout=${lieStillMs}`
  const pool = new Pool({ connectionString: url, max, options })
  // A pool that is ended lets go of its clients before their sockets are closed: an error in between finds a listener, and tells nothing.
  const hear = (error: Error) => {
    if (!pool.ending) onBroken(error)
  }
  pool.on('error', hear)
  pool.on('connect', (client) => client.on('error', hear))
  return pool
}
