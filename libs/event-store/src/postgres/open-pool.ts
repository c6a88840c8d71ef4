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
  pool.on('error', onBroken)
  // A pool lets go of its clients before their sockets are closed; an error in between must find a listener too.
  pool.on('connect', (client) => client.on('error', onBroken))
  return pool
}
