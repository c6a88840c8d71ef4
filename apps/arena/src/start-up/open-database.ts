/** The arena's database for a command that works beside it: the one that is given, that of the running arena, or the arena's own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, runningPostgres, startPostgres, StartupProblem } from '@agent-arena/embedded-postgres'
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
  const folder = config.ARENA_DATA_DIR ?? defaultDataFolder()
  const dataDir = join(folder, 'postgres')
  const running = runningPostgres(dataDir)
  if (running !== null) return { url: await createDatabase(running, 'arena'), [Symbol.asyncDispose]: nothing }
  // A new, empty database would answer that all is well, of an arena that is elsewhere.
  if (!existsSync(dataDir)) throw new StartupProblem(`There is no arena in ${folder}; name its folder with --data-dir.`)
  const postgres = await startPostgres({ dataDir })
  return { url: await createDatabase(postgres.url, 'arena'), [Symbol.asyncDispose]: () => postgres.stop() }
}
