/** A durable Postgres for one measurement, in a folder of its own; neither is left, however the measurement ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startPostgres, type EmbeddedPostgres } from '@agent-arena/embedded-postgres'

export interface BenchPostgres extends Pick<EmbeddedPostgres, 'url' | 'pid'> {
  /** Answers its address. */
  newDatabase(name: string): Promise<string>
}

export const withPostgres = async (
  work: (postgres: BenchPostgres) => Promise<unknown>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'agent-arena-bench-'))
  try {
    const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder, settings })
    const { url, pid } = postgres
    try {
      await work({ url, pid, newDatabase: (name) => createDatabase(url, name) })
    } finally {
      await postgres.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
