/** A program that starts Postgres on the folder of its first argument, says so, and lives until it is killed. */
import { dirname } from 'node:path'
import { startPostgres } from '../start-postgres.ts'

const dataDir = String(process.argv[2])
const say = (text: string) => process.stdout.write(`${text}\n`)

const postgres = await startPostgres({ dataDir, dataHome: dirname(dataDir), onStep: say })
say(postgres.url)
