/** Every bet and what became of it: the public record of a market, and one's own bets. */
import {
  notFound,
  type BetStatus,
  type BettingFact,
  type MarketOpened,
  type MyBet,
  type PublicBet,
  type Stored,
} from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { lastClosingsOf } from './bet-closings.ts'
import { cursorNumber, pageFrom, type Page } from '../page.ts'
import { writeRows } from './write-rows.ts'

const insertMarkets = `insert into bet_markets (id, title, outcome_names, sandbox_id, match_id)
  select * from json_to_recordset($1) as m(id text, title text, outcome_names json, sandbox_id text, match_id text)`

const insertBets = `
  insert into bets (id, market_id, user_id, user_name, outcome, stake, weight_bps, placed_at, version, position)
  select * from json_to_recordset($1) as b("betId" text, "marketId" text, "userId" text, "userName" text, outcome text, stake bigint,
    "weightBps" int, "placedAt" timestamptz, version int, position bigint)`

const closeBets = `update bets set status = c.status, payout = c.payout
  from json_to_recordset($1) as c(id text, status text, payout bigint) where bets.id = c.id`

const addGifts = `insert into bet_gifts (market_id, user_id, sandbox_id, credits)
  select "marketId", "userId", "sandboxId", sum(credits)
  from json_to_recordset($1) as g("marketId" text, "userId" text, "sandboxId" text, credits bigint) group by 1, 2, 3
  on conflict (market_id, user_id, sandbox_id) do update set credits = bet_gifts.credits + excluded.credits`

/** A gift concerns the bets on every market of the run, and so does its way back. */
const giftsOf = ({ type, data }: BettingFact) => {
  if (type !== 'CreditsGiven' && type !== 'CreditsReturned') return []
  const { userId, sandboxId } = data
  const credits = type === 'CreditsGiven' ? data.credits : -data.credits
  return Object.values(data.markets).map((marketId) => ({ marketId, userId, sandboxId, credits }))
}

const marketRowOf = ({ marketId, title, outcomes, sandboxId, matchId }: MarketOpened['data']) => ({
  id: marketId,
  title,
  outcome_names: Object.fromEntries(outcomes.map(({ id, name }) => [id, name])),
  sandbox_id: sandboxId,
  match_id: matchId,
})

export const betsView: View = {
  name: 'bets',
  version: 3,
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
    const opened = events.flatMap(({ type, data }) => (type === 'MarketOpened' ? marketRowOf(data) : []))
    const placed = events.flatMap(({ type, data, version, position }) =>
      type === 'BetPlaced' ? { ...data, version, position } : [],
    )
    await writeRows(db, insertMarkets, opened)
    await writeRows(db, insertBets, placed)
    await writeRows(db, closeBets, lastClosingsOf(events))
    await writeRows(db, addGifts, events.flatMap(giftsOf))
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
  ...(row.funded && { funded: [...row.funded] }),
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

/** An account that funds what it bets on is shown with it, whichever came first; a gift that went back funded nothing. */
const betsAfter = `
  select b.*, (select json_agg(json_build_object('sandboxId', g.sandbox_id, 'credits', g.credits) order by g.sandbox_id)
    from bet_gifts g where g.market_id = b.market_id and g.user_id = b.user_id and g.credits > 0) as funded
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
  where b.user_id = $1 and ($2::bigint is null or b.position < $2)
    and ($4::text is null or b.market_id = $4) and ($5::text is null or b.status = $5)
  order by b.position desc limit $3`

interface MyBetsPage extends Page {
  readonly marketId?: string | undefined
  readonly status?: BetStatus | undefined
}

/** Newest first. */
export const betsOfUser = async (db: Database, userId: string, page: MyBetsPage) => {
  const { marketId, status } = page
  const { rows } = await db.query<MyBetRow>(betsBefore, [userId, cursorNumber(page), page.limit + 1, marketId, status])
  return pageFrom(rows, page, myBetOf, ({ position }) => position)
}
