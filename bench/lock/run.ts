/** How late locks are told: node --import ./tools/swc-hooks.mjs --conditions=source bench/lock/run.ts [locks of each cause] [bets a second] */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startPostgres } from '@agent-arena/embedded-postgres'
import { measureLocks } from './measure.ts'

const [locks = 100, betsPerSecond = 100] = process.argv.slice(2).map(Number)

const folder = mkdtempSync(join(tmpdir(), 'agent-arena-bench-'))
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })
try {
  const databaseUrl = await createDatabase(postgres.url, 'bench')
  const measured = await measureLocks({ databaseUrl, locks, betsPerSecond })
  console.table(measured.latencies)
  console.log(
    `${measured.betsPerSecond} bets a second were taken meanwhile; load ${loadavg()[0]?.toFixed(1)}, ${availableParallelism()} processors.`,
  )
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
