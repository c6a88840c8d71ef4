/** What is rebuilt: pools of markets and stakes of users, folded from a run of bets and added to their rows by two statements. */
import type { newPayload } from './cases.ts'

export type Bet = ReturnType<typeof newPayload>

export const tables = ['odds_pools', 'odds_users'] as const

export const ddl = `
  create table odds_pools (market text, outcome text, stake bigint not null, shares bigint not null, bets int not null, primary key (market, outcome));
  create table odds_users (id text primary key, stake bigint not null, bets int not null)`

const addPools = `insert into odds_pools select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::int[])
  on conflict (market, outcome) do update set stake = odds_pools.stake + excluded.stake, shares = odds_pools.shares + excluded.shares,
    bets = odds_pools.bets + excluded.bets`

const addUsers = `insert into odds_users select * from unnest($1::text[], $2::bigint[], $3::int[])
  on conflict (id) do update set stake = odds_users.stake + excluded.stake, bets = odds_users.bets + excluded.bets`

interface Db {
  query(text: string, values: unknown[]): Promise<unknown>
}

export const addBets = async (db: Db, bets: Iterable<Bet>): Promise<void> => {
  const pools = new Map<string, { market: string; outcome: string; stake: number; shares: number; bets: number }>()
  const users = new Map<string, { stake: number; bets: number }>()
  for (const { marketId, outcome, stake, weightBps, userId } of bets) {
    const key = `${marketId} ${outcome}`
    let pool = pools.get(key)
    if (!pool) pools.set(key, (pool = { market: marketId, outcome, stake: 0, shares: 0, bets: 0 }))
    pool.stake += stake
    pool.shares += stake * weightBps
    pool.bets++
    let user = users.get(userId)
    if (!user) users.set(userId, (user = { stake: 0, bets: 0 }))
    user.stake += stake
    user.bets++
  }
  const rows = [...pools.values()]
  const column = <K extends keyof (typeof rows)[0]>(name: K) => rows.map((row) => row[name])
  await db.query(addPools, [column('market'), column('outcome'), column('stake'), column('shares'), column('bets')])
  const all = [...users.values()]
  await db.query(addUsers, [[...users.keys()], all.map(({ stake }) => stake), all.map(({ bets }) => bets)])
}
