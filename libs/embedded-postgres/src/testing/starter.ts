/** A program that starts Postgres on the folder of its first argument, says so, and lives until it is killed. */
import { startPostgres } from '../start-postgres.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

const postgres = await startPostgres({ dataDir: String(process.argv[2]), onStep: say })
say(postgres.url)
