/** Every market with its pools; weight and multipliers are worked out when somebody looks. */
import { notFound, type BettingFact, type Market, type MarketFact, type Stored } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { MarketChanges } from './market-changes.ts'
import { marketOf, type MarketRow } from './market-row.ts'

const insertMarkets = `
  insert into markets (id, kind, title, sandbox_id, match_id, fee_bps, opens_at, lock_at, version)
  select *, 1 from json_to_recordset($1) as m(id text, kind text, title text, sandbox_id text, match_id text, fee_bps int,
    opens_at timestamptz, lock_at timestamptz)`

const insertOutcomes = `
  insert into market_outcomes (market_id, ord, id, name)
  select m.id, o.ord - 1, o.outcome ->> 'id', o.outcome ->> 'name'
  from json_to_recordset($1) as m(id text, outcomes json), json_array_elements(m.outcomes) with ordinality as o(outcome, ord)`

const updateMarkets = `
  update markets m set version = c.version, status = coalesce(c.status, m.status), started_at = coalesce(c.started_at, m.started_at),
    lock_at = coalesce(c.lock_at, m.lock_at), progress = coalesce(c.progress, m.progress),
    locked_at = coalesce(c.locked_at, m.locked_at), lock_cause = coalesce(c.lock_cause, m.lock_cause),
    lock_text = coalesce(c.lock_text, m.lock_text), result = coalesce(c.result, m.result)
  from json_to_recordset($1) as c(id text, version int, status text, started_at timestamptz, lock_at timestamptz, progress float8,
    locked_at timestamptz, lock_cause text, lock_text text, result json)
  where m.id = c.id`

const updateOutcomes = `
  update market_outcomes o set open = o.open and not c.closed, stake = coalesce(c.set_stake, o.stake) + c.stake,
    shares = coalesce(c.set_shares, o.shares) + c.shares
  from json_to_recordset($1) as c(market_id text, id text, closed boolean, stake bigint, shares numeric, set_stake bigint,
    set_shares numeric)
  where o.market_id = c.market_id and o.id = c.id`

const isMarketEvent = (event: Stored<BettingFact>): event is Stored<MarketFact> => event.stream.startsWith('market-')

const writeRows = async (db: Database, statements: readonly string[], rows: readonly unknown[]) => {
  if (rows.length === 0) return
  const json = JSON.stringify(rows)
  for (const statement of statements) await db.query(statement, [json])
}

export const marketsView: View = {
  name: 'markets',
  version: 2,
  tables: ['market_outcomes', 'markets'],
  ddl: `create table markets (
      id text primary key, kind text not null, title text not null, sandbox_id text, match_id text, status text not null default 'open',
      fee_bps int not null, opens_at timestamptz not null, started_at timestamptz, lock_at timestamptz not null,
      progress float8 not null default 0, locked_at timestamptz, lock_cause text, lock_text text, result json, version int not null);
    create table market_outcomes (
      market_id text not null, ord int not null, id text not null, name text not null, stake bigint not null default 0,
      shares numeric not null default 0, open boolean not null default true, primary key (market_id, id))`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const changes = new MarketChanges(events.filter(isMarketEvent))
    await writeRows(db, [insertMarkets, insertOutcomes], changes.opened)
    await writeRows(db, [updateMarkets], changes.marketRows())
    await writeRows(db, [updateOutcomes], changes.outcomeRows())
  },
}

/** The market with its outcomes and the database's clock, from one snapshot. */
const readMarket = `
  select m.*, clock_timestamp() as now,
    (select json_agg(json_build_object('id', o.id, 'name', o.name, 'stake', o.stake, 'shares', o.shares::text, 'open', o.open) order by o.ord)
     from market_outcomes o where o.market_id = m.id) as outcomes
  from markets m where m.id = $1`

export const findMarket = async (db: Database, marketId: string): Promise<Market> => {
  const { rows } = await db.query<MarketRow>(readMarket, [marketId])
  if (!rows[0]) throw notFound('market', marketId)
  return marketOf(rows[0])
}
