/** The address of a Postgres that runs on a data folder already: for tools that work beside a running arena. */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { readPassword, USER } from './data-folder.ts'
import { findPostmaster } from './lock-file.ts'

/** Null when none runs there. */
export const runningPostgres = (dataDir: string): string | null => {
  if (!existsSync(dataDir)) return null
  const cluster = join(realpathSync(dataDir), 'cluster')
  const postmaster = findPostmaster(cluster)
  if (!postmaster?.ready) return null
  return `postgres://${USER}:${readPassword(cluster)}@127.0.0.1:${postmaster.port}/postgres`
}
