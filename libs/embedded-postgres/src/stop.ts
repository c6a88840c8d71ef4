/** Ends a postmaster within about three seconds, gently first. */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findPostmaster } from './lock-file.ts'
import { endsWithin } from './processes.ts'

/** Fast: sessions are ended, a checkpoint is written. Immediate: the next start recovers from the log. Killed: the same, when all else fails. */
const ways = [
  ['SIGINT', 2_200],
  ['SIGQUIT', 600],
  ['SIGKILL', 500],
] as const

export const stopPostmaster = async (pid: number): Promise<void> => {
  for (const [signal, timeoutMs] of ways) {
    try {
      process.kill(pid, signal)
    } catch {
      return // gone already
    }
    if (await endsWithin(pid, timeoutMs)) return
  }
}

/** Stops whatever Postgres runs on a data folder, whoever started it; does nothing when none does. */
export const stopPostgres = async (dataDir: string): Promise<void> => {
  let cluster: string
  try {
    cluster = join(realpathSync(dataDir), 'cluster')
  } catch {
    return
  }
  const postmaster = findPostmaster(cluster)
  if (postmaster) await stopPostmaster(postmaster.pid)
}
