/** Starts the postmaster in a process group of its own, so that it outlives a killed starter and Ctrl-C reaches only the starter. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { environment } from './data-folder.ts'
import { clearStaleLock, findPostmaster, type Postmaster } from './lock-file.ts'
import type { Owner } from './owner.ts'
import { choosePort, freePort } from './port.ts'
import { folderProblem, outputProblem, StartupProblem } from './startup-problem.ts'

export interface Launch {
  readonly binaries: Binaries
  readonly owner: Owner
  readonly cluster: string
  readonly logFile: string
  readonly settings: Readonly<Record<string, string>>
}

/** Recovery after a crash replays at most about 1 GB of log; this is far beyond. */
const READY_TIMEOUT_MS = 120_000
/** Backends of a killed postmaster hold its shared memory until they notice, usually within a second. */
const OLD_MEMORY_TIMEOUT_MS = 20_000
const LOG_LIMIT_BYTES = 10_000_000

/** No socket file (its path is limited to 107 bytes), no address but this machine's; durability is Postgres' default, said aloud. */
const fixedSettings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'on', synchronous_commit: 'on' }

const postgresArguments = ({ cluster, settings }: Launch, port: number) => {
  const all = { max_connections: '200', ...fixedSettings, ...settings }
  return ['-D', cluster, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

const openLog = ({ logFile, owner }: Launch) => {
  try {
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.old`)
    const log = openSync(logFile, 'a', 0o600)
    if (owner.ids) fchownSync(log, owner.ids.uid, owner.ids.gid)
    return log
  } catch (error) {
    throw folderProblem(error, logFile)
  }
}

const ready = async (child: ChildProcess, cluster: string): Promise<Postmaster | undefined> => {
  for (const end = Date.now() + READY_TIMEOUT_MS; child.exitCode === null && child.signalCode === null; await sleep(10)) {
    const postmaster = findPostmaster(cluster)
    if (postmaster?.ready && postmaster.pid === child.pid) return postmaster
    if (Date.now() > end) child.kill('SIGQUIT')
  }
  return undefined
}

/** The postmaster, or what it wrote before it ended. */
const attempt = async (launch: Launch, port: number): Promise<Postmaster | string> => {
  clearStaleLock(launch.cluster)
  const log = openLog(launch)
  const { size } = fstatSync(log)
  const { binaries, owner, cluster, logFile } = launch
  const args = postgresArguments(launch, port)
  const child = spawn(binaries.postgres, args, {
    ...owner.ids,
    cwd: cluster,
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.unref()
  closeSync(log)
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject)).catch((error: Error) => {
    throw new StartupProblem(
      `${binaries.postgres} cannot be executed (${error.message}); set DATABASE_URL to a Postgres of your own.`,
    )
  })
  return (await ready(child, cluster)) ?? readFileSync(logFile).subarray(size).toString()
}

const portTaken = /could not bind|Address already in use|could not create any TCP\/IP sockets/
const stillHeld = /shared memory block .* still in use|lock file "postmaster\.pid" already exists/

/** Starts until it stands: another port when that one was taken meanwhile, patience while old shared memory is held. */
export const launchPostmaster = async (launch: Launch): Promise<Postmaster> => {
  let port = await choosePort(launch.cluster)
  const end = Date.now() + OLD_MEMORY_TIMEOUT_MS
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(launch, port)
    if (typeof outcome === 'object') return outcome
    const again = portTaken.test(outcome) ? tries < 10 : stillHeld.test(outcome) && Date.now() < end
    if (!again) throw outputProblem(outcome, join(launch.cluster, '..'))
    if (portTaken.test(outcome)) port = await freePort()
    else await sleep(100)
  }
}
