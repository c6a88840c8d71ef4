/**
 * The statements of the audit. Each compares what a view shows with the log up to that view's own checkpoint, so that a view that is a
 * moment behind is no difference. `$2` is one market, or null for all; `$3` is where its events begin.
 */

export const readCheckpoints = `select reader, position from checkpoints where reader = any($1)`

/** Every movement of credits as two sides. */
const sides = `select data->>'from' as account, -(data->>'credits')::bigint as credits
    from events where type = 'CreditsTransferred' and position between $3 and $1
    and ($2::text is null or data->>'marketId' = $2)
  union all select data->>'to', (data->>'credits')::bigint
    from events where type = 'CreditsTransferred' and position between $3 and $1
    and ($2::text is null or data->>'marketId' = $2)`

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
      where type = 'BetPlaced' and position between $3 and $1 and ($2::text is null or data->>'marketId' = $2)) as p
    full join (select data->>'betId' as id, data->>'marketId' as market, sum((data->>'credits')::bigint)::bigint as stake from events
      where type = 'CreditsTransferred' and data->>'reason' = 'stake' and position between $3 and $1
      and ($2::text is null or data->>'marketId' = $2) group by 1, 2) as s on s.id = p.id
    full join (select id, market_id, stake from bets where $2::text is null or market_id = $2) as b on b.id = coalesce(p.id, s.id)
  ) as bet where placed is distinct from staked or placed is distinct from shown order by id limit 1000`

/** Pools that hold something although every bet of theirs is closed, a minute after the last word on their market. */
export const readLeftovers = `select log.account as id, log.credits as found from (${folded}) as log
  join markets m on 'pool:' || m.id = log.account
  where log.credits <> 0 and m.status in ('settled', 'voided')
    and not exists (select 1 from bets b where b.market_id = m.id and b.status = 'open')
    and not exists (select 1 from events e where e.stream = 'market-' || m.id and e.at > clock_timestamp() - interval '1 minute')
  order by 1 limit 1000`

export const readOpening = `select position from events where stream = $1 and version = 1`
