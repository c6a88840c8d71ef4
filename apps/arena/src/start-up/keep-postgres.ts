/** The embedded Postgres, kept running: when its postmaster dies, it is started again where it was. */
import { Loop } from '@agent-arena/contracts'
import {
  abandonPostgres,
  runningPostgres,
  startPostgres,
  StartupProblem,
  type PostgresOptions,
} from '@agent-arena/embedded-postgres'

const LOOK_EVERY_MS = 500
const RETRY_MS = 1000

export interface KeptPostgres {
  /** Stays the same over restarts: port and password are remembered with the data. */
  readonly url: string
  stop(): Promise<void>
  /** Asks whatever runs on the data to end, without waiting: for a process that is about to end itself. */
  abandon(): void
}

/** @param onTrouble told in a sentence when the database died or cannot be started again */
export const keepPostgres = async (options: PostgresOptions, onTrouble: (sentence: string) => void): Promise<KeptPostgres> => {
  let postgres = await startPostgres(options)
  const { url } = postgres

  /** Everybody holds the old address: on another port it would be of no use. */
  const startAgain = async () => {
    const next = await startPostgres(options)
    if (next.url === url) return next
    await next.stop()
    throw new StartupProblem('its port is taken by another program.')
  }
  const watch = new Loop({
    work: async () => {
      if (runningPostgres(options.dataDir) !== null) return LOOK_EVERY_MS
      onTrouble('The database ended unexpectedly and is started again.')
      postgres = await startAgain()
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
  return { url, stop, abandon: () => abandonPostgres(options.dataDir) }
}
