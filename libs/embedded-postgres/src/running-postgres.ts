/** The address of a Postgres that runs on a data folder already: for tools that work beside a running arena. */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { readPassword, USER } from './data-folder.ts'
import { findPostmaster } from './lock-file.ts'

const clusterIn = (dataDir: string): string | null => (existsSync(dataDir) ? join(realpathSync(dataDir), 'cluster') : null)

/** Asks what runs on a data folder to end, and does not wait for it. */
export const abandonPostgres = (dataDir: string): void => {
  const cluster = clusterIn(dataDir)
  const postmaster = cluster === null ? undefined : findPostmaster(cluster)
  if (postmaster) process.kill(postmaster.pid, 'SIGINT')
}

/** Null when none runs there. */
export const runningPostgres = (dataDir: string): string | null => {
  const cluster = clusterIn(dataDir)
  const postmaster = cluster === null ? undefined : findPostmaster(cluster)
  if (cluster === null || !postmaster?.ready) return null
  return `postgres://${USER}:${readPassword(cluster)}@127.0.0.1:${postmaster.port}/postgres`
}
