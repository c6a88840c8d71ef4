/** Every bet with the forecast that it made and what became of it: what the leaderboards are worked out from. */
import {
  forecastOf,
  LEAST_BETS,
  type BettingFact,
  type getLeaderboard,
  type Leaderboard,
  type ParsedInputOf,
  type Stored,
} from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'

interface BoardMarket {
  readonly matchId: string | null
  /** By outcome. */
  readonly stakes: Map<string, number>
}

interface BoardBet {
  readonly id: string
  readonly userId: string
  readonly marketId: string
  readonly matchId: string | null
  readonly stake: number
  readonly forecast: number
}

interface ClosedBoardBet {
  readonly id: string
  readonly status: 'won' | 'lost' | 'refunded'
  readonly payout: number
  readonly at: string
}

const writePlayers = `insert into board_players (id, name, guest) select * from unnest($1::text[], $2::text[], $3::boolean[])`

const writeMarkets = `insert into board_markets (id, match_id, stakes) select * from unnest($1::text[], $2::text[], $3::json[])
  on conflict (id) do update set stakes = excluded.stakes`

const writeBets = `insert into board_bets (id, user_id, market_id, match_id, stake, forecast)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::float8[])`

/** A bet that is closed anew, after a correction, stands as it was closed last. */
const closeBets = `update board_bets set status = closed.status, payout = closed.payout, closed_at = closed.at
  from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) as closed(id, status, payout, at) where board_bets.id = closed.id`

const readMarkets = async (db: Database, ids: readonly string[]): Promise<Map<string, BoardMarket>> => {
  const { rows } = await db.query<{ id: string; match_id: string | null; stakes: [string, number][] }>(
    'select * from board_markets where id = any($1)',
    [ids],
  )
  return new Map(rows.map(({ id, match_id, stakes }) => [id, { matchId: match_id, stakes: new Map(stakes) }]))
}

const marketsOf = (db: Database, events: readonly Stored<BettingFact>[]) => {
  const ids = events.flatMap(({ type, data }) => (type === 'BetPlaced' ? [data.marketId] : []))
  return ids.length === 0 ? Promise.resolve(new Map<string, BoardMarket>()) : readMarkets(db, [...new Set(ids)])
}

const closedOf = ({ type, data, at }: Stored<BettingFact>): ClosedBoardBet | null => {
  if (type === 'BetLost') return { id: data.betId, status: 'lost', payout: 0, at }
  if (type !== 'CreditsTransferred' || data.betId === undefined) return null
  if (data.reason === 'payout') return { id: data.betId, status: 'won', payout: data.credits, at }
  return data.reason === 'refund' ? { id: data.betId, status: 'refunded', payout: data.credits, at } : null
}

interface Changes {
  readonly markets: Map<string, BoardMarket>
  readonly touched: Set<string>
  readonly players: { readonly id: string; readonly name: string; readonly guest: boolean }[]
  readonly bets: BoardBet[]
  readonly closed: Map<string, ClosedBoardBet>
}

const take = (changes: Changes, event: Stored<BettingFact>): void => {
  const { type, data } = event
  const closed = closedOf(event)
  if (closed) changes.closed.set(closed.id, closed)
  if (type === 'AccountOpened') changes.players.push({ id: data.accountId, name: data.name, guest: data.guest ?? true })
  if (type === 'MarketOpened') {
    const stakes = new Map(data.outcomes.map(({ id }) => [id, 0]))
    changes.markets.set(data.marketId, { matchId: data.matchId ?? null, stakes })
    changes.touched.add(data.marketId)
  }
  if (type !== 'BetPlaced') return
  const market = changes.markets.get(data.marketId)
  if (!market) return
  const { betId: id, userId, marketId, stake, outcome } = data
  changes.bets.push({ id, userId, marketId, matchId: market.matchId, stake, forecast: forecastOf(market.stakes, outcome, stake) })
  market.stakes.set(outcome, (market.stakes.get(outcome) ?? 0) + stake)
  changes.touched.add(marketId)
}

const columns = <T>(items: readonly T[], ...fields: readonly ((item: T) => unknown)[]) => fields.map((field) => items.map(field))

const write = async (db: Database, { players, markets, touched, bets, closed }: Changes): Promise<void> => {
  const changed = [...touched].flatMap((id) => {
    const market = markets.get(id)
    return market ? [{ id, ...market }] : []
  })
  const ended = [...closed.values()]
  if (players.length > 0)
    await db.query(
      writePlayers,
      columns(
        players,
        (p) => p.id,
        (p) => p.name,
        (p) => p.guest,
      ),
    )
  if (changed.length > 0)
    await db.query(
      writeMarkets,
      columns(
        changed,
        (m) => m.id,
        (m) => m.matchId,
        (m) => JSON.stringify([...m.stakes]),
      ),
    )
  if (bets.length > 0)
    await db.query(
      writeBets,
      columns(
        bets,
        (b) => b.id,
        (b) => b.userId,
        (b) => b.marketId,
        (b) => b.matchId,
        (b) => b.stake,
        (b) => b.forecast,
      ),
    )
  if (ended.length > 0)
    await db.query(
      closeBets,
      columns(
        ended,
        (b) => b.id,
        (b) => b.status,
        (b) => b.payout,
        (b) => b.at,
      ),
    )
}

export const leaderboardView: View = {
  name: 'leaderboard',
  version: 1,
  tables: ['board_bets', 'board_markets', 'board_players'],
  ddl: `create table board_players (id text primary key, name text not null, guest boolean not null);
    create table board_markets (id text primary key, match_id text, stakes json not null);
    create table board_bets (
      id text primary key, user_id text not null, market_id text not null, match_id text, stake bigint not null,
      forecast float8 not null, status text not null default 'open', payout bigint not null default 0, closed_at timestamptz);
    create index board_bets_by_time on board_bets (closed_at) where status in ('won', 'lost');
    create index board_bets_by_match on board_bets (match_id) where match_id is not null`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const markets = await marketsOf(db, events)
    const changes: Changes = { markets, touched: new Set(), players: [], bets: [], closed: new Map() }
    for (const event of events) take(changes, event)
    await write(db, changes)
  },
}

type Asked = ParsedInputOf<typeof getLeaderboard>

const orders: Readonly<Record<Asked['by'], string>> = {
  profit: 'profit desc',
  return: 'profit::float8 / staked desc',
  'hit-rate': 'won::float8 / bets desc',
  calibration: 'brier asc',
}

const days: Readonly<Record<Asked['window'], number | null>> = { all: null, '30d': 30, '7d': 7 }

const readBoard = (by: Asked['by']) => `
  select rank() over (order by ${orders[by]})::int as rank, s.*, p.name, p.guest from (
    select user_id, count(*)::int as bets, count(*) filter (where status = 'won')::int as won, sum(stake)::bigint as staked,
      sum(payout)::bigint as returned, (sum(payout) - sum(stake))::bigint as profit,
      sum(stake * (forecast - (status = 'won')::int) ^ 2) / sum(stake) as brier
    from board_bets where status in ('won', 'lost') and ($1::text is null or match_id = $1)
      and ($2::int is null or closed_at > clock_timestamp() - make_interval(days => $2)) group by user_id
  ) as s join board_players p on p.id = s.user_id
  where s.bets >= $3 and ($4 or not p.guest) order by ${orders[by]}, bets desc, p.name, s.user_id limit $5`

interface BoardRow {
  readonly rank: number
  readonly user_id: string
  readonly name: string
  readonly guest: boolean
  readonly bets: number
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
  won: row.won,
  staked: Number(row.staked),
  returned: Number(row.returned),
  profit: Number(row.profit),
  return: Number(row.profit) / Number(row.staked),
  hitRate: row.won / row.bets,
  brier: row.brier,
})

export const leaderboardOf = async (db: Database, { by, window, matchId, guests, limit }: Asked): Promise<Leaderboard> => {
  const leastBets = matchId === undefined ? LEAST_BETS[by] : 1
  const values = [matchId ?? null, days[window], leastBets, guests === 'include', limit]
  const { rows } = await db.query<BoardRow>(readBoard(by), values)
  const { rows: clock } = await db.query<{ now: Date }>('select clock_timestamp() as now')
  const asOf = (clock[0]?.now ?? new Date()).toISOString()
  return { by, window, leastBets, asOf, items: rows.map(entryOf) }
}
