/** Every bet and what became of it: the public record of a market, and one's own bets. */
import { notFound, type Bet, type BetStatus, type BettingFact, type MyBet, type Stored } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { cursorNumber, pageFrom, type Page } from './page.ts'

const insertMarket = 'insert into bet_markets (id, title, outcome_names, sandbox_id, match_id) values ($1, $2, $3, $4, $5)'

const insertBet = `insert into bets (id, market_id, user_id, user_name, outcome, stake, weight_bps, placed_at, version, position)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

const closeBet = 'update bets set status = $2, payout = $3 where id = $1'

const reopenBets = "update bets set status = 'open', payout = null where id = any($1)"

const addGift = `insert into bet_gifts (market_id, user_id, sandbox_id, credits) values ($1, $2, $3, $4)
  on conflict (market_id, user_id, sandbox_id) do update set credits = bet_gifts.credits + excluded.credits`

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
  if (type === 'SettlementUndone') await db.query(reopenBets, [data.betIds])
  if (type === 'CreditsGiven')
    for (const marketId of Object.values(data.markets))
      await db.query(addGift, [marketId, data.userId, data.sandboxId, data.credits])
}

export const betsView: View = {
  name: 'bets',
  version: 2,
  tables: ['bets', 'bet_markets', 'bet_gifts'],
  ddl: `create table bet_markets (id text primary key, title text not null, outcome_names json not null, sandbox_id text, match_id text);
    create table bet_gifts (
      market_id text not null, user_id text not null, sandbox_id text not null, credits bigint not null,
      primary key (market_id, user_id, sandbox_id));
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
  /** What the same account gave to agents of the market, where it gave something. */
  readonly funded?: readonly { readonly sandboxId: string; readonly credits: number }[] | null
}

interface MyBetRow extends BetRow {
  readonly position: string
  readonly status: BetStatus
  readonly payout: string | null
  readonly title: string
  readonly outcome_name: string
  readonly sandbox_id: string | null
  readonly match_id: string | null
}

const betOf = (row: BetRow): Bet => ({
  id: row.id,
  marketId: row.market_id,
  userId: row.user_id,
  userName: row.user_name,
  outcome: row.outcome,
  stake: Number(row.stake),
  weightBps: row.weight_bps,
  placedAt: row.placed_at.toISOString(),
  version: row.version,
  ...(row.funded && { funded: [...row.funded] }),
})

const myBetOf = (row: MyBetRow): MyBet => ({
  ...betOf(row),
  marketTitle: row.title,
  outcomeName: row.outcome_name,
  status: row.status,
  ...(row.payout !== null && { payout: Number(row.payout) }),
  ...(row.sandbox_id !== null && { sandboxId: row.sandbox_id }),
  ...(row.match_id !== null && { matchId: row.match_id }),
})

/** An account that funds what it bets on is shown with it, whichever came first. */
const betsAfter = `
  select b.*, (select json_agg(json_build_object('sandboxId', g.sandbox_id, 'credits', g.credits) order by g.sandbox_id)
    from bet_gifts g where g.market_id = b.market_id and g.user_id = b.user_id) as funded
  from bets b where b.market_id = $1 and b.version > $2::bigint order by b.version limit $3`

/** In the order in which they were placed. */
export const betsOfMarket = async (db: Database, marketId: string, page: Page) => {
  const { rowCount } = await db.query('select 1 from bet_markets where id = $1', [marketId])
  if (rowCount === 0) throw notFound('market', marketId)
  const { rows } = await db.query<BetRow>(betsAfter, [marketId, cursorNumber(page) ?? 0, page.limit + 1])
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
