/** Every bet with the forecast that it made and what became of it: what the leaderboards are worked out from. */
import {
  forecastOf,
  LEAST_MARKETS,
  type BettingFact,
  type getLeaderboard,
  type Leaderboard,
  type ParsedInputOf,
  type Stored,
} from '@agent-arena/contracts'
import { clockOf, type Database, type View } from '@agent-arena/event-store'
import { lastClosingsOf } from './bet-closings.ts'
import { writeRows } from './write-rows.ts'

interface BoardMarket {
  /** Of a winner market. */
  readonly matchId: string | null
  /** Whose runs it is about: those of a match tell which markets of single runs belong to it as well. */
  readonly sandboxIds: readonly string[]
  /** By outcome. */
  readonly stakes: Map<string, number>
}

interface BoardBet {
  readonly id: string
  readonly userId: string
  readonly marketId: string
  readonly stake: number
  readonly forecast: number
}

const writePlayers = `insert into board_players (id, name, guest)
  select * from json_to_recordset($1) as p(id text, name text, guest boolean)`

const writeMarkets = `insert into board_markets (id, match_id, sandbox_ids, stakes)
  select * from json_to_recordset($1) as m(id text, "matchId" text, "sandboxIds" text[], stakes json)
  on conflict (id) do update set stakes = excluded.stakes`

const writeBets = `insert into board_bets (id, user_id, market_id, stake, forecast)
  select * from json_to_recordset($1) as b(id text, "userId" text, "marketId" text, stake bigint, forecast float8)`

const closeBets = `update board_bets set status = c.status, payout = coalesce(c.payout, 0), closed_at = c.at
  from json_to_recordset($1) as c(id text, status text, payout bigint, at timestamptz) where board_bets.id = c.id`

interface MarketRow {
  readonly id: string
  readonly match_id: string | null
  readonly sandbox_ids: readonly string[]
  readonly stakes: readonly [string, number][]
}

const marketOf = ({ match_id, sandbox_ids, stakes }: MarketRow): BoardMarket => ({
  matchId: match_id,
  sandboxIds: sandbox_ids,
  stakes: new Map(stakes),
})

const readMarkets = async (db: Database, ids: readonly string[]): Promise<Map<string, BoardMarket>> => {
  const { rows } = await db.query<MarketRow>('select * from board_markets where id = any($1)', [ids])
  return new Map(rows.map((row) => [row.id, marketOf(row)]))
}

const marketsOf = (db: Database, events: readonly Stored<BettingFact>[]) => {
  const ids = events.flatMap(({ type, data }) => (type === 'BetPlaced' ? [data.marketId] : []))
  return ids.length === 0 ? Promise.resolve(new Map<string, BoardMarket>()) : readMarkets(db, [...new Set(ids)])
}

interface Changes {
  readonly markets: Map<string, BoardMarket>
  readonly touched: Set<string>
  readonly players: { readonly id: string; readonly name: string; readonly guest: boolean }[]
  readonly bets: BoardBet[]
}

const take = (changes: Changes, { type, data }: Stored<BettingFact>): void => {
  if (type === 'AccountOpened') changes.players.push({ id: data.accountId, name: data.name, guest: data.guest ?? true })
  if (type === 'MarketOpened') {
    const { marketId, matchId = null, sandboxIds, outcomes } = data
    changes.markets.set(marketId, { matchId, sandboxIds, stakes: new Map(outcomes.map(({ id }) => [id, 0])) })
    changes.touched.add(marketId)
  }
  if (type !== 'BetPlaced') return
  const market = changes.markets.get(data.marketId)
  if (!market) return
  const { betId: id, userId, marketId, stake, outcome } = data
  changes.bets.push({ id, userId, marketId, stake, forecast: forecastOf(market.stakes, outcome, stake) })
  market.stakes.set(outcome, (market.stakes.get(outcome) ?? 0) + stake)
  changes.touched.add(marketId)
}

/** The markets that changed, as rows. */
const changedMarkets = ({ markets, touched }: Changes) =>
  [...touched].flatMap((id) => {
    const market = markets.get(id)
    return market ? [{ id, ...market, stakes: [...market.stakes] }] : []
  })

export const leaderboardView: View = {
  name: 'leaderboard',
  version: 3,
  tables: ['board_bets', 'board_markets', 'board_players'],
  ddl: `create table board_players (id text primary key, name text not null, guest boolean not null);
    create table board_markets (id text primary key, match_id text, sandbox_ids text[] not null, stakes json not null);
    create table board_bets (
      id text primary key, user_id text not null, market_id text not null, stake bigint not null,
      forecast float8 not null, status text not null default 'open', payout bigint not null default 0, closed_at timestamptz);
    create index board_bets_by_time on board_bets (closed_at) where status in ('won', 'lost');
    create index board_bets_by_market on board_bets (market_id);
    create index board_markets_by_match on board_markets (match_id) where match_id is not null;
    create index board_markets_by_sandbox on board_markets using gin (sandbox_ids)`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const markets = await marketsOf(db, events)
    const changes: Changes = { markets, touched: new Set(), players: [], bets: [] }
    for (const event of events) take(changes, event)
    await writeRows(db, writePlayers, changes.players)
    await writeRows(db, writeMarkets, changedMarkets(changes))
    await writeRows(db, writeBets, changes.bets)
    await writeRows(db, closeBets, lastClosingsOf(events))
  },
}

type Asked = ParsedInputOf<typeof getLeaderboard>

const orders: Readonly<Record<Asked['by'], string>> = {
  profit: 'profit desc',
  return: 'profit::float8 / staked desc',
  'hit-rate': 'won::float8 / markets desc',
  calibration: 'brier asc',
}

const days: Readonly<Record<Asked['window'], number | null>> = { all: null, '30d': 30, '7d': 7 }

/** A match's own market, and the success markets of its contestants. */
const marketsOfMatch = `
  select m.id from board_markets m join board_markets own on m.sandbox_ids && own.sandbox_ids where own.match_id = $1`

const readBoard = (by: Asked['by']) => `
  select rank() over (order by ${orders[by]})::int as rank, s.*, p.name, p.guest from (
    select user_id, sum(bets)::int as bets, count(*)::int as markets,
      count(*) filter (where 2 * backed > staked)::int as won, sum(staked)::bigint as staked,
      sum(returned)::bigint as returned, (sum(returned) - sum(staked))::bigint as profit, sum(error) / sum(staked) as brier
    from (
      select user_id, count(*) as bets, sum(stake) filter (where status = 'won') as backed, sum(stake) as staked, sum(payout) as returned,
        sum(stake * (forecast - (status = 'won')::int) ^ 2) as error
      from board_bets where status in ('won', 'lost') and ($1::text is null or market_id in (${marketsOfMatch}))
        and ($2::int is null or closed_at > clock_timestamp() - make_interval(days => $2)) group by user_id, market_id
    ) as played group by user_id
  ) as s join board_players p on p.id = s.user_id
  where s.markets >= $3 and ($4 or not p.guest) order by ${orders[by]}, markets desc, p.name, s.user_id limit $5`

interface BoardRow {
  readonly rank: number
  readonly user_id: string
  readonly name: string
  readonly guest: boolean
  readonly bets: number
  readonly markets: number
  readonly won: number
  readonly staked: string
  readonly returned: string
  readonly profit: string
  readonly brier: number
}

const entryOf = (row: BoardRow): Leaderboard['items'][number] => ({
  rank: row.rank,
  userId: row.user_id,
  name: row.name,
  guest: row.guest,
  bets: row.bets,
  markets: row.markets,
  won: row.won,
  staked: Number(row.staked),
  returned: Number(row.returned),
  profit: Number(row.profit),
  return: Number(row.profit) / Number(row.staked),
  hitRate: row.won / row.markets,
  brier: row.brier,
})

export const leaderboardOf = async (db: Database, { by, window, matchId, guests, limit }: Asked): Promise<Leaderboard> => {
  const leastMarkets = matchId === undefined ? LEAST_MARKETS[by] : 1
  const values = [matchId ?? null, days[window], leastMarkets, guests === 'include', limit]
  const { rows } = await db.query<BoardRow>(readBoard(by), values)
  const asOf = (await clockOf(db)).toISOString()
  return { by, window, leastMarkets, asOf, items: rows.map(entryOf) }
}
