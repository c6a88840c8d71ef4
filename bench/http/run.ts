/** Bets over HTTP alone: node --import ./tools/swc-hooks.mjs --conditions=source bench/http/run.ts [rounds] */
import { tableOf } from '../report.ts'
import { withPostgres } from '../with-postgres.ts'
import { measureHttp } from './measure.ts'

const rounds = Number(process.argv[2] ?? 3)

await withPostgres(async (postgres) => console.log(tableOf(await measureHttp(postgres, rounds))))
