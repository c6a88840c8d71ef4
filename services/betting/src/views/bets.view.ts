/** Every bet and what became of it: the public record of a market, and one's own bets. */
import { notFound, type BetStatus, type BettingFact, type MyBet, type PublicBet, type Stored } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { cursorNumber, pageFrom, type Page } from './page.ts'

const insertMarket = 'insert into bet_markets (id, title, outcome_names, sandbox_id, match_id) values ($1, $2, $3, $4, $5)'

const insertBet = `insert into bets (id, market_id, user_id, user_name, outcome, stake, weight_bps, placed_at, version, position)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

const closeBet = 'update bets set status = $2, payout = $3 where id = $1'

const write = async (db: Database, event: Stored<BettingFact>) => {
  const { type, data, version, position } = event
  if (type === 'MarketOpened') {
    const names = Object.fromEntries(data.outcomes.map(({ id, name }) => [id, name]))
    await db.query(insertMarket, [data.marketId, data.title, names, data.sandboxId, data.matchId])
  }
  if (type === 'BetPlaced') {
    const { betId, marketId, userId, userName, outcome, stake, weightBps, placedAt } = data
    await db.query(insertBet, [betId, marketId, userId, userName, outcome, stake, weightBps, placedAt, version, position])
  }
  if (type === 'CreditsTransferred' && (data.reason === 'payout' || data.reason === 'refund'))
    await db.query(closeBet, [data.betId, data.reason === 'payout' ? 'won' : 'refunded', data.credits])
  if (type === 'BetLost') await db.query(closeBet, [data.betId, 'lost', 0])
}

export const betsView: View = {
  name: 'bets',
  version: 1,
  tables: ['bets', 'bet_markets'],
  ddl: `create table bet_markets (id text primary key, title text not null, outcome_names json not null, sandbox_id text, match_id text);
    create table bets (
      id text primary key, market_id text not null, user_id text not null, user_name text not null, outcome text not null,
      stake bigint not null, weight_bps int not null, placed_at timestamptz not null, version int not null, position bigint not null,
      status text not null default 'open', payout bigint);
    create unique index bets_of_market on bets (market_id, version);
    create index bets_of_user on bets (user_id, position)`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    for (const event of events) await write(db, event)
  },
}

interface BetRow {
  readonly id: string
  readonly market_id: string
  readonly user_id: string
  readonly user_name: string
  readonly outcome: string
  readonly stake: string
  readonly weight_bps: number
  readonly placed_at: Date
  readonly version: number
  readonly status: BetStatus
  readonly payout: string | null
}

interface MyBetRow extends BetRow {
  readonly position: string
  readonly title: string
  readonly outcome_name: string
  readonly sandbox_id: string | null
  readonly match_id: string | null
}

const betOf = (row: BetRow): PublicBet => ({
  id: row.id,
  marketId: row.market_id,
  userId: row.user_id,
  userName: row.user_name,
  outcome: row.outcome,
  stake: Number(row.stake),
  weightBps: row.weight_bps,
  placedAt: row.placed_at.toISOString(),
  version: row.version,
  status: row.status,
  ...(row.payout !== null && { payout: Number(row.payout) }),
})

const myBetOf = (row: MyBetRow): MyBet => ({
  ...betOf(row),
  marketTitle: row.title,
  outcomeName: row.outcome_name,
  ...(row.sandbox_id !== null && { sandboxId: row.sandbox_id }),
  ...(row.match_id !== null && { matchId: row.match_id }),
})

/** In the order in which they were placed. */
export const betsOfMarket = async (db: Database, marketId: string, page: Page) => {
  const { rowCount } = await db.query('select 1 from bet_markets where id = $1', [marketId])
  if (rowCount === 0) throw notFound('market', marketId)
  const query = 'select * from bets where market_id = $1 and version > $2::bigint order by version limit $3'
  const { rows } = await db.query<BetRow>(query, [marketId, cursorNumber(page) ?? 0, page.limit + 1])
  return pageFrom(rows, page, betOf, ({ version }) => version)
}

const betsBefore = `
  select b.*, m.title, m.outcome_names ->> b.outcome as outcome_name, m.sandbox_id, m.match_id
  from bets b join bet_markets m on m.id = b.market_id
  where b.user_id = $1 and ($2::bigint is null or b.position < $2) order by b.position desc limit $3`

/** Newest first. */
export const betsOfUser = async (db: Database, userId: string, page: Page) => {
  const { rows } = await db.query<MyBetRow>(betsBefore, [userId, cursorNumber(page), page.limit + 1])
  return pageFrom(rows, page, myBetOf, ({ position }) => position)
}
