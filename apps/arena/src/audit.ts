/** `arena audit`: compares the books of betting with their log, beside a running arena or without one, and prints what it finds. */
import { reconcile } from '@agent-arena/betting'
import type { Reconciliation } from '@agent-arena/contracts'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { openPool } from '@agent-arena/event-store'
import type { ArenaConfig } from './arena.config.ts'
import { openDatabase } from './start-up/open-database.ts'
import { say } from './start-up/progress.ts'

const SERVICE = 'betting'

const number = new Intl.NumberFormat('en-US')

const linesOf = ({ at, position, total, accounts, markets, bets, differences }: Reconciliation): readonly string[] => [
  `Audit of ${at}, up to position ${number.format(position)} of the log of betting.`,
  `  accounts     ${number.format(accounts)}, together ${number.format(total)} credits`,
  `  markets      ${number.format(markets)}`,
  `  bets         ${number.format(bets)}`,
  `  differences  ${number.format(differences.length)}`,
  ...differences.map(({ kind, text }) => `    ${kind.padEnd(11)} ${text}`),
  differences.length === 0
    ? 'The books are right: every balance, entry, pool and bet is what the log says.'
    : 'Nothing was changed. A market whose pool or bets differ pays nothing until they are right; see `arena dead list`.',
]

/** A betting that has never run here has no books. */
const requireBooks = async (pool: ReturnType<typeof openPool>) => {
  const { rows } = await pool.query<{ books: string | null }>(`select to_regclass('betting.accounts')::text as books`)
  if (rows[0]?.books === null) throw new StartupProblem('There are no books here: this arena has never run.')
}

/** Answers the exit code: 1 when something differs. */
export const audit = async (config: ArenaConfig, { json }: { readonly json: boolean }): Promise<0 | 1> => {
  await using database = await openDatabase(config)
  const pool = openPool(database.url, SERVICE, { max: 1 })
  try {
    await requireBooks(pool)
    const found = await reconcile(pool)
    if (json) process.stdout.write(`${JSON.stringify(found)}\n`)
    else for (const line of linesOf(found)) say(line)
    return found.differences.length === 0 ? 0 : 1
  } finally {
    await pool.end()
  }
}
