/** The view that is rebuilt: sums that count what comes twice, and a row an event that tells what is missing. */
import type { Fact, StoredEvent } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'

export type Staked = Fact<'Staked', { readonly market: string; readonly stake: number }>

const addSums = (prefix: string) => `
  insert into ${prefix}_sums select market, sum(stake), count(*) from unnest($1::text[], $2::int[]) as s(market, stake)
  group by market on conflict (market) do update set stake = ${prefix}_sums.stake + excluded.stake, bets = ${prefix}_sums.bets + excluded.bets`

const insertBets = (prefix: string) => `
  insert into ${prefix}_bets (market, stake, position) select * from unnest($1::text[], $2::int[], $3::bigint[])`

/** Two that differ in their names only: one is rebuilt, the other one only ever follows the log. */
export const stakesView = (prefix: string): View => ({
  name: prefix,
  version: 1,
  tables: [`${prefix}_sums`, `${prefix}_bets`],
  ddl: `create table ${prefix}_sums (market text primary key, stake bigint not null, bets bigint not null);
    create table ${prefix}_bets (position bigint primary key, market text not null, stake int not null)`,
  async apply(db, events) {
    const facts = events as readonly StoredEvent<Staked>[]
    const markets = facts.map(({ data }) => data.market)
    const stakes = facts.map(({ data }) => data.stake)
    await db.query(addSums(prefix), [markets, stakes])
    await db.query(insertBets(prefix), [markets, stakes, events.map(({ position }) => position)])
  },
})

const digest = (table: string) =>
  `select count(*)::int as rows, coalesce(md5(string_agg(row_to_json(t)::text, e'\\n' order by row_to_json(t)::text)), '') as hash from ${table} t`

/** Rows and hash of each table, whatever the tables are called. */
export const contentOf = async (db: Database, { tables }: View): Promise<string> => {
  const parts: string[] = []
  for (const table of tables) {
    const { rows } = await db.query<{ rows: number; hash: string }>(digest(table))
    parts.push(`${rows[0]?.rows} ${rows[0]?.hash}`)
  }
  return parts.join(', ')
}
