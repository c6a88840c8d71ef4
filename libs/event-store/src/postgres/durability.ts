/** Whether this Postgres keeps what it has confirmed: settings that an operator may have weakened are read once, at the start. */
import type { ClientBase, Pool } from 'pg'

/** What is answered as stored could be lost here; the message is one sentence for people that says what to do. */
export class DurabilityProblem extends Error {
  override readonly name = 'DurabilityProblem'
}

/** Every other value is weaker: `remote_write` and `local` wait for less of a replica than `on` does, `off` not even for the own disk. */
const strongEnough = {
  fsync: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
  full_page_writes: ['on'],
} as const

const listed = new Intl.ListFormat('en')

/**
 * Reads them on a connection like those of the log, because a role or a database may have settings of its own.
 * Errors: `DurabilityProblem` when one of them is too weak.
 */
export const requireDurable = async (db: Pick<ClientBase | Pool, 'query'>): Promise<void> => {
  const { rows } = await db.query<{ name: keyof typeof strongEnough; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) as name',
    [Object.keys(strongEnough)],
  )
  const weak = rows.filter(({ name, value }) => !(strongEnough[name] as readonly string[]).includes(value))
  if (weak.length === 0) return
  const found = listed.format(weak.map(({ name, value }) => `${name} = ${value}`))
  const wanted = listed.format(weak.map(({ name }) => name))
  throw new DurabilityProblem(
    `The database runs with ${found}, so bets and credits that were confirmed could be lost in a crash; set ${wanted} to on, then start again.`,
  )
}
