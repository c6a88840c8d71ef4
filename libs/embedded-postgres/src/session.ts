/** The starter's own connection: proves that this is our Postgres and our password, and holds the data folder for one starter. */
import { Client } from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartupProblem } from './startup-problem.ts'

/** An advisory lock dies with the connection of its holder, so nothing stale is left by a killed one. */
const FOLDER_LOCK = 4_208_316

/** A killed starter's connection is noticed within milliseconds. */
const HANDOVER_MS = 1_500

const connect = async (url: string, cluster: string): Promise<Client> => {
  const client = new Client({
    connectionString: url,
    application_name: `agent-arena ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {}) // Postgres ended before us: whoever uses it hears of it there
  try {
    await client.connect()
  } catch (error) {
    throw new StartupProblem(
      `The Postgres that runs on ${cluster} refuses us (${(error as Error).message}); stop it and start again.`,
    )
  }
  return client
}

const takeLock = async (client: Client) => {
  const sql = 'select pg_try_advisory_lock($1) as taken'
  for (const end = Date.now() + HANDOVER_MS; Date.now() < end; await sleep(50)) {
    const { rows } = await client.query<{ taken: boolean }>(sql, [FOLDER_LOCK])
    if (rows[0]?.taken) return true
  }
  return false
}

const holder = async (client: Client) => {
  const sql = `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.objid = $1 and l.granted`
  const { rows } = await client.query<{ name: string }>(sql, [FOLDER_LOCK])
  return rows[0]?.name.split(' ').at(-1) ?? 'unknown'
}

/** A cluster, and the folder that people know it by. */
export interface Claimed {
  readonly cluster: string
  readonly home: string
}

const check = async (client: Client, { cluster, home }: Claimed) => {
  const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  if (rows[0]?.folder !== cluster)
    throw new StartupProblem(`The Postgres that answers is not the one of ${cluster}; stop it and start again.`)
  if (await takeLock(client)) return
  throw new StartupProblem(
    `Another arena (process ${await holder(client)}) uses the data folder ${home}; stop it, or choose another data folder.`,
  )
}

/** Claims the folder until the client ends; refused with a sentence while another living starter has it. */
export const claim = async (url: string, claimed: Claimed): Promise<Client> => {
  const client = await connect(url, claimed.cluster)
  try {
    await check(client, claimed)
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}
