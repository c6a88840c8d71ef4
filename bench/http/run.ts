/** Bets over HTTP alone: node --import ./tools/swc-hooks.mjs --conditions=source bench/http/run.ts [rounds] */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startPostgres } from '@agent-arena/embedded-postgres'
import { tableOf } from '../report.ts'
import { measureHttp } from './measure.ts'

const folder = mkdtempSync(join(tmpdir(), 'agent-arena-bench-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })
try {
  const newDatabase = (name: string) => createDatabase(postgres.url, name)
  console.log(tableOf(await measureHttp({ newDatabase, postmaster: postgres.pid, rounds: Number(process.argv[2] ?? 3) })))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
