/**
 * The statements of the audit. Each compares what a view shows with the log up to that view's own checkpoint, so that a view that is a
 * moment behind is no difference. `$2` is one market, or null for all; `$3` is where its events begin, and `$4` the streams of the accounts
 * that take part: so one market costs what its bettors did, not what the whole arena did meanwhile. What another account moved shows as a
 * difference all the same, because the balance of the pool is that of all movements.
 */

/** Of a market's stream. */
export const readBettors = `select distinct data->>'userId' as id from events where stream = $1 and type = 'BetPlaced'`

export const readCheckpoints = `select reader, position from checkpoints where reader = any($1)`

const movements = `select data from events where type = 'CreditsTransferred' and position between $3 and $1
  and ($2::text is null or (stream = any($4::text[]) and data->>'marketId' = $2))`

/** Every movement of credits as two sides. */
const sides = `select side.* from (${movements}) as movement, lateral (values
    (data->>'from', -(data->>'credits')::bigint), (data->>'to', (data->>'credits')::bigint)) as side (account, credits)`

const folded = `select account, sum(credits)::bigint as credits from (${sides}) as side group by account`

export const readTotals = `select count(*)::int as accounts, coalesce(sum(balance), 0)::bigint as total,
  (select count(*)::int from bet_markets) as markets, (select count(*)::int from bets) as bets from accounts`

/** Of one market only its pool can be told: other accounts have movements elsewhere. */
export const readBalanceDifferences = `select coalesce(shown.id, log.account) as id, log.credits as expected, shown.balance as found
  from (select * from accounts where $2::text is null or id = 'pool:' || $2) as shown
  full join (select * from (${folded}) as f where $2::text is null or account = 'pool:' || $2) as log on log.account = shown.id
  where coalesce(shown.balance, 0) <> coalesce(log.credits, 0) order by 1 limit 1000`

/** Grants come from nothing, and the house bears what a corrected settlement cannot take back. */
export const readBelowZero = `select id, balance as found from accounts where balance < 0 and kind not in ('grant', 'house')
  and ($1::text is null or id = 'pool:' || $1) order by id limit 1000`

/** Both the sum of a wallet's entries and the balance that its last one shows. */
export const readEntryDifferences = `select coalesce(shown.account_id, log.account) as id, log.credits as expected,
    shown.total as found, shown.last
  from (select account_id, sum(amount)::bigint as total, (array_agg(balance order by position desc))[1] as last
    from wallet_entries group by account_id) as shown
  full join (${folded}) as log on log.account = shown.account_id
  where shown.total is distinct from log.credits or shown.last is distinct from log.credits order by 1 limit 1000`

/** A bet stands three times: in its market's stream, as a movement of its stake, and in the public record. */
export const readBetDifferences = `select id, market, placed, staked, shown from (
    select coalesce(p.id, s.id, b.id) as id, coalesce(p.market, s.market, b.market_id) as market,
      p.stake as placed, s.stake as staked, b.stake as shown
    from (select data->>'betId' as id, data->>'marketId' as market, (data->>'stake')::bigint as stake from events
      where type = 'BetPlaced' and position between $3 and $1 and ($2::text is null or stream = 'market-' || $2)) as p
    full join (select data->>'betId' as id, data->>'marketId' as market, sum((data->>'credits')::bigint)::bigint as stake
      from (${movements}) as movement where data->>'reason' = 'stake' group by 1, 2) as s on s.id = p.id
    full join (select id, market_id, stake from bets where $2::text is null or market_id = $2) as b on b.id = coalesce(p.id, s.id)
  ) as bet where placed is distinct from staked or placed is distinct from shown order by id limit 1000`

/** What was bet at which weight, as the market took it and as the public record shows it. */
export const readPlacingDifferences = `select b.id, b.market_id as market, log.outcome as expected_outcome, log.weight as expected_weight,
    b.outcome as found_outcome, b.weight_bps as found_weight
  from bets b join (select data->>'betId' as id, data->>'outcome' as outcome, (data->>'weightBps')::int as weight from events
    where type = 'BetPlaced' and position between $3 and $1 and ($2::text is null or stream = 'market-' || $2)) as log on log.id = b.id
  where ($2::text is null or b.market_id = $2) and (log.outcome <> b.outcome or log.weight <> b.weight_bps) order by 1 limit 1000`

/** What closes bets and what opens them again. */
const closings = `
  select data->>'betId' as id, position, case when type = 'BetLost' then 'lost' when data->>'reason' = 'payout' then 'won' else 'refunded' end
      as status, case when type = 'BetLost' then 0 else (data->>'credits')::bigint end as payout
    from events where (type = 'BetLost' or type = 'CreditsTransferred' and data->>'reason' in ('payout', 'refund'))
      and position between $3 and $1 and ($2::text is null or (stream = any($4::text[]) and data->>'marketId' = $2))
  union all select undone.id, position, 'open', null
    from events, lateral json_array_elements_text(data->'betIds') as undone (id) where type = 'SettlementUndone'
      and position between $3 and $1 and ($2::text is null or (stream = any($4::text[]) and data->>'marketId' = $2))`

/** How each bet stands by the last movement that closed it or opened it again, and as the public record shows it. */
export const readStandingDifferences = `select b.id, b.market_id as market, coalesce(log.status, 'open') as expected_status,
    log.payout as expected, b.status as found_status, b.payout as found
  from bets b left join (select distinct on (id) id, status, payout from (${closings}) as closing order by id, position desc) as log
    on log.id = b.id
  where ($2::text is null or b.market_id = $2)
    and (b.status <> coalesce(log.status, 'open') or b.payout is distinct from log.payout) order by 1 limit 1000`

/** Stakes and shares on an outcome: the final pools of a market that has some, else its bets. */
export const readPoolDifferences = `
  with mine as (select * from events where position between $3 and $1 and ($2::text is null or stream = 'market-' || $2)
      and type in ('BetPlaced', 'MarketLocked', 'MarketSettled')),
    final as (select distinct on (stream) stream, data->'pools' as pools from mine where type <> 'BetPlaced' order by stream, version desc),
    pools as (
      select substr(stream, 8) as market, pool->>'outcome' as outcome, (pool->>'stake')::bigint as stake, (pool->>'shares')::numeric as shares
        from final, lateral json_array_elements(pools) as pool
      union all select substr(stream, 8), data->>'outcome', sum((data->>'stake')::bigint)::bigint,
          sum((data->>'stake')::numeric * (data->>'weightBps')::numeric)
        from mine where type = 'BetPlaced' and not exists (select 1 from final where final.stream = mine.stream) group by 1, 2)
  select coalesce(o.market_id, p.market) as market, coalesce(o.id, p.outcome) as id, p.stake as expected, o.stake as found
  from (select * from market_outcomes where $2::text is null or market_id = $2) as o
  full join pools p on p.market = o.market_id and p.outcome = o.id
  where coalesce(p.stake, 0) <> coalesce(o.stake, 0) or coalesce(p.shares, 0) <> coalesce(o.shares, 0) order by 1, 2 limit 1000`

/** Markets that are over, and that who pays has come past without parking anything of theirs: what they pay is paid. */
export const readPaidMarkets = `select id from markets m where status in ('settled', 'voided') and ($1::text is null or id = $1)
  and not exists (select 1 from dead_letters d where d.reader = $3 and d.stream = 'market-' || m.id)
  and not exists (select 1 from events e where e.stream = 'market-' || m.id and e.type in ('MarketSettled', 'MarketVoided')
    and e.position > $2) order by id`

export const readRecords = `select id, type, data, meta, stream, version, position, at from events where stream = any($1::text[]) order by stream, version`

export const readShownBets = `select id, market_id as market, user_id as "userId", user_name as "userName", outcome, stake,
  weight_bps as "weightBps", placed_at as "placedAt", status, payout from bets where market_id = any($1::text[])`

/**
 * Pools that hold something although every bet of theirs is closed, and who pays has come past the last word on their market (`$5`): what
 * is on its way is not left over, however long it takes. To be asked up to the end of the log, where all that was paid stands.
 */
export const readLeftovers = `select log.account as id, log.credits as found from (${folded}) as log
  join markets m on 'pool:' || m.id = log.account
  where log.credits <> 0 and m.status in ('settled', 'voided')
    and not exists (select 1 from bets b where b.market_id = m.id and b.status = 'open')
    and not exists (select 1 from events e where e.stream = 'market-' || m.id and e.type in ('MarketSettled', 'MarketVoided')
      and e.position > $5)
  order by 1 limit 1000`

export const readOpening = `select position from events where stream = $1 and version = 1`
