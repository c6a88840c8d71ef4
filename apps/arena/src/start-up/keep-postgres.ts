/** The embedded Postgres, kept running: when its postmaster dies, it is started again where it was. */
import { startPostgres, type EmbeddedPostgres, type PostgresOptions } from '@agent-arena/embedded-postgres'
import { Loop } from '@agent-arena/contracts'

const LOOK_EVERY_MS = 500
const RETRY_MS = 1000

export interface KeptPostgres {
  /** Stays the same over restarts: port and password are remembered with the data. */
  readonly url: string
  stop(): Promise<void>
  /** Asks it to end without waiting: for a process that is about to end itself. */
  abandon(): void
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** @param onTrouble told in a sentence when the database died or cannot be started again */
export const keepPostgres = async (options: PostgresOptions, onTrouble: (sentence: string) => void): Promise<KeptPostgres> => {
  let postgres: EmbeddedPostgres = await startPostgres(options)
  const watch = new Loop({
    work: async () => {
      if (isAlive(postgres.pid)) return LOOK_EVERY_MS
      onTrouble('The database ended unexpectedly and is started again.')
      postgres = await startPostgres(options)
      return LOOK_EVERY_MS
    },
    onFault: (fault) =>
      onTrouble(`The database could not be started again: ${Error.isError(fault) ? fault.message : String(fault)}`),
    pauseMs: () => RETRY_MS,
  })
  void watch.start()
  const stop = async () => {
    await watch.stop()
    await postgres.stop()
  }
  return { url: postgres.url, stop, abandon: () => void (isAlive(postgres.pid) && process.kill(postgres.pid, 'SIGINT')) }
}
