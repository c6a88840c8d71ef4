/** Starts Postgres on a data folder, or takes over the one that a killed starter left running. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findBinaries } from './binaries.ts'
import { ensureCluster, openFolder, readPassword, USER } from './data-folder.ts'
import { launchPostmaster, type Launch } from './launch.ts'
import { settledPostmaster, type Postmaster } from './lock-file.ts'
import { findOwner } from './owner.ts'
import { endsWithin } from './processes.ts'
import { claim, type Claimed } from './session.ts'
import { stopPostmaster } from './stop.ts'

export interface PostgresOptions {
  /** Made when missing; holds everything, so that removing it removes all. */
  readonly dataDir: string
  /** The caller's own folder around it (the arena's `ARENA_DATA_DIR`); under root, Postgres' user is let pass through it. */
  readonly dataHome?: string
  /** Default: `postgres.log` in the data folder. */
  readonly logFile?: string
  /** Hears what is being done, in a few words for people. */
  readonly onStep?: (text: string) => void
  /** Server settings beside the defaults, e.g. `{ max_connections: '50' }`. An adopted server keeps those it was started with. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  /** `postgres://arena:…@127.0.0.1:…/postgres`; the user is a superuser. */
  readonly url: string
  readonly port: number
  /** Process id of the postmaster. */
  readonly pid: number
  /** Whether it was running already, left by a starter that was killed. */
  readonly adopted: boolean
  /** Ends the server within about three seconds; may be called twice. */
  stop(): Promise<void>
}

/** A postmaster that another one left in the middle of starting or stopping gets this long. */
const SETTLE_TIMEOUT_MS = 60_000

const DYING_MS = 500

const prepare = async (
  { dataDir, dataHome, logFile, settings = {} }: PostgresOptions,
  step: (text: string) => void,
): Promise<Launch & Claimed> => {
  const owner = findOwner()
  const folder = openFolder(resolve(dataDir), owner, dataHome)
  const binaries = await findBinaries(owner, folder)
  if (!existsSync(join(folder, 'cluster'))) step('setting up the database (the first time only)')
  await ensureCluster(binaries, owner, folder)
  return {
    binaries,
    owner,
    cluster: join(folder, 'cluster'),
    home: resolve(dataHome ?? dataDir),
    logFile: resolve(logFile ?? join(folder, 'postgres.log')),
    settings,
  }
}

const serve = async ({ pid, port }: Postmaster, claimed: Claimed, adopted: boolean): Promise<EmbeddedPostgres> => {
  const url = `postgres://${USER}:${readPassword(claimed.cluster)}@127.0.0.1:${port}/postgres`
  const session = await claim(url, claimed)
  let stopped: Promise<void> | undefined
  const stop = async () => {
    await session.end().catch(() => {})
    await stopPostmaster(pid)
  }
  return { url, port, pid, adopted, stop: () => (stopped ??= stop()) }
}

/** Nothing when it turned out to be dying: a killed process may still look alive for a moment. */
const adopt = async (running: Postmaster, claimed: Claimed): Promise<EmbeddedPostgres | undefined> => {
  try {
    return await serve(running, claimed, true)
  } catch (error) {
    if (await endsWithin(running.pid, DYING_MS)) return undefined
    throw error
  }
}

const launchAndServe = async (launch: Launch & Claimed): Promise<EmbeddedPostgres> => {
  const started = await launchPostmaster(launch)
  try {
    return await serve(started, launch, false)
  } catch (error) {
    await stopPostmaster(started.pid)
    throw error
  }
}

/** Errors: `StartupProblem` with a sentence for people; everything else is a fault. */
export const startPostgres = async (options: PostgresOptions): Promise<EmbeddedPostgres> => {
  const step = options.onStep ?? (() => {})
  const launch = await prepare(options, step)
  const running = await settledPostmaster(launch.cluster, SETTLE_TIMEOUT_MS)
  const adopted = running && (await adopt(running, launch))
  if (adopted) {
    // Not before: only now it is known that nobody else uses it.
    step('took over the database that was left running')
    return adopted
  }
  step('starting the database')
  return launchAndServe(launch)
}
