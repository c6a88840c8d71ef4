/** A database that the operator gave: asked once before anything is started on it. */
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { Client } from 'pg'

const TIMEOUT_MS = 5000

/** The address without its password: what may be shown. */
const shown = (url: string): string => {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}

/** Answers the address, or says in a sentence why nothing can be kept there. */
export const reachDatabase = async (url: string): Promise<string> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS })
  try {
    await client.connect()
    await client.query('select 1')
    return url
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error)
    throw new StartupProblem(`The database ${shown(url)} (DATABASE_URL) cannot be used: ${reason}`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
