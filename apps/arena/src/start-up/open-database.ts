/** The arena's database for a command that works beside it: the one that is given, that of the running arena, or the arena's own. */
import { join } from 'node:path'
import { createDatabase, runningPostgres, startPostgres } from '@agent-arena/embedded-postgres'
import type { ArenaConfig } from '../arena.config.ts'
import { defaultDataFolder } from './data-folder.ts'
import { reachDatabase } from './database.ts'

export interface OpenDatabase extends AsyncDisposable {
  readonly url: string
}

/** The arena's own is started for as long as the command takes. Throws `StartupProblem`. */
export const openDatabase = async (config: ArenaConfig): Promise<OpenDatabase> => {
  const nothing = () => Promise.resolve()
  if (config.DATABASE_URL !== undefined) return { url: await reachDatabase(config.DATABASE_URL), [Symbol.asyncDispose]: nothing }
  const dataDir = join(config.ARENA_DATA_DIR ?? defaultDataFolder(), 'postgres')
  const running = runningPostgres(dataDir)
  if (running !== null) return { url: await createDatabase(running, 'arena'), [Symbol.asyncDispose]: nothing }
  const postgres = await startPostgres({ dataDir })
  return { url: await createDatabase(postgres.url, 'arena'), [Symbol.asyncDispose]: () => postgres.stop() }
}
