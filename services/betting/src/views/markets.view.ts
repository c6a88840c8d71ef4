/** Every market with its pools; weight and multipliers are worked out when somebody looks. */
import {
  notFound,
  type BettingFact,
  type Market,
  type MarketFact,
  type MarketLocked,
  type MarketOpened,
  type Stored,
} from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { lockTimeOf } from '../market/lock-time.ts'
import { marketOf, type MarketRow } from './market-row.ts'

const insertMarket = `insert into markets (id, kind, title, sandbox_id, match_id, fee_bps, opens_at, lock_at, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`

const insertOutcome = 'insert into market_outcomes (market_id, ord, id, name) values ($1, $2, $3, $4)'

const addStake = `update market_outcomes set stake = stake + $3, shares = shares + $3::numeric * $4::numeric
  where market_id = $1 and id = $2`

const setPool = 'update market_outcomes set stake = $3, shares = $4 where market_id = $1 and id = $2'

const openMarket = async (db: Database, data: MarketOpened['data']) => {
  const { marketId, kind, title, sandboxId, matchId, feeBps, openedAt, startsAt, timeLimitSeconds, outcomes } = data
  const lockAt = lockTimeOf(startsAt, timeLimitSeconds)
  await db.query(insertMarket, [marketId, kind, title, sandboxId, matchId, feeBps, openedAt, lockAt])
  for (const [ord, { id, name }] of outcomes.entries()) await db.query(insertOutcome, [marketId, ord, id, name])
}

const setPools = async (db: Database, marketId: string, pools: MarketLocked['data']['pools']) => {
  for (const { outcome, stake, shares } of pools) await db.query(setPool, [marketId, outcome, stake, shares])
}

const write = async (db: Database, { type, data }: MarketFact): Promise<unknown> => {
  switch (type) {
    case 'MarketOpened':
      return openMarket(db, data)
    case 'MarketStarted':
      return db.query('update markets set started_at = $2, lock_at = $3 where id = $1', [
        data.marketId,
        data.startedAt,
        data.lockAt,
      ])
    case 'MarketProgressed':
      return db.query('update markets set progress = $2 where id = $1', [data.marketId, data.progress])
    case 'OutcomeClosed':
      return db.query('update market_outcomes set open = false where market_id = $1 and id = $2', [data.marketId, data.outcome])
    case 'BetPlaced':
      return db.query(addStake, [data.marketId, data.outcome, data.stake, data.weightBps])
    case 'MarketLocked':
      await setPools(db, data.marketId, data.pools)
      return db.query("update markets set status = 'locked', locked_at = $2, lock_cause = $3 where id = $1", [
        data.marketId,
        data.lockedAt,
        data.cause,
      ])
    case 'MarketSettled':
      await setPools(db, data.marketId, data.pools)
      return db.query("update markets set status = 'settled', result = $2 where id = $1", [
        data.marketId,
        { winners: data.winners, text: data.text },
      ])
    case 'MarketReversed':
      return db.query("update markets set status = 'locked', result = null where id = $1", [data.marketId])
    case 'MarketVoided':
      return db.query("update markets set status = 'voided', result = $2 where id = $1", [
        data.marketId,
        { winners: [], text: data.cause },
      ])
  }
}

const isMarketEvent = (event: Stored<BettingFact>): event is Stored<MarketFact> => event.stream.startsWith('market-')

export const marketsView: View = {
  name: 'markets',
  version: 1,
  tables: ['market_outcomes', 'markets'],
  ddl: `create table markets (
      id text primary key, kind text not null, title text not null, sandbox_id text, match_id text, status text not null default 'open',
      fee_bps int not null, opens_at timestamptz not null, started_at timestamptz, lock_at timestamptz not null,
      progress float8 not null default 0, locked_at timestamptz, lock_cause text, result json, version int not null);
    create table market_outcomes (
      market_id text not null, ord int not null, id text not null, name text not null, stake bigint not null default 0,
      shares numeric not null default 0, open boolean not null default true, primary key (market_id, id))`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    for (const event of events) {
      if (!isMarketEvent(event)) continue
      await write(db, event)
      await db.query('update markets set version = $2 where id = $1', [event.data.marketId, event.version])
    }
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
