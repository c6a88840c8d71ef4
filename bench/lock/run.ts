/** How late locks are told: node --import ./tools/swc-hooks.mjs --conditions=source bench/lock/run.ts [locks of each cause] [bets a second] */
import { availableParallelism, loadavg } from 'node:os'
import { withPostgres } from '../with-postgres.ts'
import { measureLocks } from './measure.ts'

const [locks = 100, betsPerSecond = 100] = process.argv.slice(2).map(Number)

await withPostgres(async ({ newDatabase }) => {
  const measured = await measureLocks({ databaseUrl: await newDatabase('bench'), locks, betsPerSecond })
  console.table(measured.latencies)
  console.log(
    `${measured.betsPerSecond} bets a second were taken meanwhile; load ${loadavg()[0]?.toFixed(1)}, ${availableParallelism()} processors.`,
  )
})
