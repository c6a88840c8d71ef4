/** Connections to one service's schema, which stands first on their search path. */
import { Pool } from 'pg'

export interface PoolOptions {
  /** Connections held open at most. */
  readonly max?: number
  /** Told when an idle connection breaks; the pool opens another one when it is needed. */
  readonly onBroken?: (error: Error) => void
}

export const openPool = (url: string, schema: string, { max = 6, onBroken = () => undefined }: PoolOptions = {}): Pool => {
  const pool = new Pool({ connectionString: url, max, options: `-c search_path=${schema}` })
  // A pool that is ended lets go of its clients before their sockets are closed: an error in between finds a listener, and tells nothing.
  const hear = (error: Error) => {
    if (!pool.ending) onBroken(error)
  }
  pool.on('error', hear)
  pool.on('connect', (client) => client.on('error', hear))
  return pool
}
