/** Postgres' own lock file, `postmaster.pid`: who runs on this cluster, on which port, and whether it takes connections. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine, isAlive } from './processes.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

const lockFile = (cluster: string) => join(cluster, 'postmaster.pid')

/** Lines: pid, data folder, start time, port, socket folder, address, shared memory, state. */
const readLock = (cluster: string): Postmaster | undefined => {
  try {
    const lines = readFileSync(lockFile(cluster), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** The postmaster that runs on this cluster; not a dead one, a zombie, or another program that got its pid. */
export const findPostmaster = (cluster: string): Postmaster | undefined => {
  const lock = readLock(cluster)
  return lock && isAlive(lock.pid) && commandLine(lock.pid).includes(cluster) ? lock : undefined
}

/** The running postmaster once it is ready; one that is on its way out is waited for. */
export const settledPostmaster = async (cluster: string, timeoutMs: number): Promise<Postmaster | undefined> => {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(10)) {
    const postmaster = findPostmaster(cluster)
    if (!postmaster || postmaster.ready) return postmaster
  }
  return findPostmaster(cluster)
}

/** Takes the lock of a dead postmaster away: Postgres itself is deceived by zombies and by pids in use again. */
export const clearStaleLock = (cluster: string) => {
  if (!findPostmaster(cluster)) rmSync(lockFile(cluster), { force: true })
}
