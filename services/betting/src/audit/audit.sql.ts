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

/** What corrections have left the house to bear, up to a position. */
const borne = `select coalesce(sum(case data->>'reason' when 'shortfall' then (data->>'credits')::bigint else -(data->>'credits')::bigint end), 0)
  from events where type = 'CreditsTransferred' and data->>'reason' in ('shortfall', 'repayment') and position <= $2`

/** Grants come from nothing, and the house owes no more than what a corrected settlement could not take back. */
export const readBelowZero = `select id, balance as found from accounts
  where balance < (case when id = 'house' then -(${borne}) else 0 end) and id <> 'grant'
    and ($1::text is null or id = 'pool:' || $1) order by id limit 1000`

const ofUser = (account: string) =>
  `${account} <> all ('{house,grant}') and ${account} not like 'pool:%' and ${account} not like 'agent:%'`

/** Of each wallet the first entry that is not its movement: what moved and why, its sentence, and the balance after it. */
export const readEntryDifferences = `
  with moved as (
    select account, position, data->>'transferId' as id, data->>'reason' as reason, data->>'text' as text, credits as amount,
      sum(credits) over (partition by account order by position)::bigint as balance
    from (select position, data from events where type = 'CreditsTransferred' and position <= $1) as movement,
      lateral (values (data->>'from', -(data->>'credits')::bigint), (data->>'to', (data->>'credits')::bigint)) as side (account, credits)
    where ${ofUser('account')})
  select distinct on (1) coalesce(w.account_id, m.account) as id, coalesce(w.id, m.id) as entry, m.balance as expected, w.balance as found
  from wallet_entries w full join moved m on m.account = w.account_id and m.position = w.position
  where (m.id, m.reason, m.text, m.amount, m.balance) is distinct from (w.id, w.reason, w.text, w.amount, w.balance)
  order by 1, coalesce(w.position, m.position) limit 1000`

/** Accounts that were not given their first credits once, or were filled up twice in one day. */
export const readGrantDifferences = `select data->>'to' as id, data->>'reason' as reason, count(*)::int as found from events
    where type = 'CreditsTransferred' and data->>'reason' in ('grant', 'refill') and position <= $1
    group by 1, 2, case when data->>'reason' = 'refill' then left(data->>'at', 10) end having count(*) > 1
  union all select data->>'accountId', 'grant', 0 from events opened where type = 'AccountOpened' and position <= $1
    and not exists (select 1 from events where stream = opened.stream and type = 'CreditsTransferred' and data->>'reason' = 'grant')
  order by 1 limit 1000`

/** A bet stands three times: in its market's stream, as a movement of its stake, and in the public record. */
export const readBetDifferences = `select id, market, placed, staked, shown, bettor, payer from (
    select coalesce(p.id, s.id, b.id) as id, coalesce(p.market, s.market, b.market_id) as market,
      p.stake as placed, s.stake as staked, b.stake as shown, p.bettor, s.payer
    from (select data->>'betId' as id, data->>'marketId' as market, (data->>'stake')::bigint as stake, data->>'userId' as bettor from events
      where type = 'BetPlaced' and position between $3 and $1 and ($2::text is null or stream = 'market-' || $2)) as p
    full join (select data->>'betId' as id, data->>'marketId' as market, sum((data->>'credits')::bigint)::bigint as stake,
        min(data->>'from') as payer
      from (${movements}) as movement where data->>'reason' = 'stake' group by 1, 2) as s on s.id = p.id
    full join (select id, market_id, stake from bets where $2::text is null or market_id = $2) as b on b.id = coalesce(p.id, s.id)
  ) as bet where placed is distinct from staked or placed is distinct from shown or bettor is distinct from payer order by id limit 1000`

/** Who bet what, where, when and at which weight, as the market took it and as the public record shows it. */
export const readPlacingDifferences = `
  with placed as (
    select data->>'betId' as id, data->>'marketId' as market, format('on %s at weight %s by %s (%s) in %s, placed at %s', data->>'outcome',
      data->>'weightBps', data->>'userId', data->>'userName', data->>'marketId', (data->>'placedAt')::timestamptz) as terms
    from events where type = 'BetPlaced' and position between $3 and $1 and ($2::text is null or stream = 'market-' || $2))
  select b.id, placed.market, placed.terms as expected, shown.terms as found
  from placed join bets b on b.id = placed.id, lateral (select format('on %s at weight %s by %s (%s) in %s, placed at %s', b.outcome,
    b.weight_bps, b.user_id, b.user_name, b.market_id, b.placed_at) as terms) as shown
  where placed.terms <> shown.terms order by 1 limit 1000`

/** Each market's terms, how it stands and who won, by its own events and as it is shown. */
export const readMarketDifferences = `
  with mine as (select * from events where position between $3 and $1
      and type in ('MarketOpened', 'MarketLocked', 'MarketSettled', 'MarketVoided')
      and ($2::text is null or stream = 'market-' || $2)),
    ends as (select distinct on (stream) stream, type, data from mine order by stream, version desc),
    told as (
      select o.data->>'marketId' as id, format('%s with a fee of %s: %s, won by %s', o.data->>'title', o.data->>'feeBps',
        case e.type when 'MarketOpened' then 'open' when 'MarketLocked' then 'locked' when 'MarketSettled' then 'settled' else 'voided' end,
        case when e.type = 'MarketSettled' then (e.data->'winners')::jsonb end) as terms
      from mine o join ends e on e.stream = o.stream where o.type = 'MarketOpened'),
    shown as (
      select id, format('%s with a fee of %s: %s, won by %s', title, fee_bps, status,
        case when status = 'settled' then (result->'winners')::jsonb end) as terms
      from markets where $2::text is null or id = $2)
  select coalesce(told.id, shown.id) as id, told.terms as expected, shown.terms as found
  from told full join shown on shown.id = told.id where told.terms is distinct from shown.terms order by 1 limit 1000`

/** What closes bets and what opens them again. */
const closings = `
  select data->>'betId' as id, position, case when type = 'BetLost' then 'lost' when data->>'reason' = 'payout' then 'won' else 'refunded' end
      as status, case when type = 'BetLost' then 0 else (data->>'credits')::bigint end as payout, data->>'to' as payee
    from events where (type = 'BetLost' or type = 'CreditsTransferred' and data->>'reason' in ('payout', 'refund'))
      and position between $3 and $1 and ($2::text is null or (stream = any($4::text[]) and data->>'marketId' = $2))
  union all select undone.id, position, 'open', null, null
    from events, lateral json_array_elements_text(data->'betIds') as undone (id) where type = 'SettlementUndone'
      and position between $3 and $1 and ($2::text is null or (stream = any($4::text[]) and data->>'marketId' = $2))`

/** How each bet stands by the last movement that closed it or opened it again, and as the public record shows it. */
export const readStandingDifferences = `select b.id, b.market_id as market, coalesce(log.status, 'open') as expected_status,
    log.payout as expected, b.status as found_status, b.payout as found, b.user_id as bettor, log.payee
  from bets b left join (select distinct on (id) id, status, payout, payee from (${closings}) as closing order by id, position desc) as log
    on log.id = b.id
  where ($2::text is null or b.market_id = $2)
    and (b.status <> coalesce(log.status, 'open') or b.payout is distinct from log.payout or log.payee <> b.user_id) order by 1 limit 1000`

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

/** The last word on each market that is over, from its own events: what a view shows of it could have been changed. */
const lastWords = `select distinct on (stream) substr(stream, 8) as id, position from events
  where type in ('MarketSettled', 'MarketVoided') and ($1::text is null or stream = 'market-' || $1) order by stream, version desc`

/** Markets that are over, and that who pays has come past. What it parked before it paid stands as open bets, which are no difference. */
export const readPaidMarkets = `select id from (${lastWords}) as word where position <= $2 order by id`

export const readRecords = `select id, type, data, meta, stream, version, position, at from events where stream = any($1::text[]) order by stream, version`

export const readShownBets = `select id, market_id as market, user_id as "userId", user_name as "userName", outcome, stake,
  weight_bps as "weightBps", placed_at as "placedAt", status, payout from bets where market_id = any($1::text[])`

/**
 * Pools that hold something although every bet of theirs is closed, and who pays has come past the last word on their market (`$2`): what
 * is on its way is not left over, however long it takes. Asked up to the end of the log, where all that was paid stands.
 */
export const readLeftovers = `
  with sides as (select side.* from events, lateral (values
      (data->>'from', -(data->>'credits')::bigint), (data->>'to', (data->>'credits')::bigint)) as side (account, credits)
      where type = 'CreditsTransferred' and account like 'pool:%'),
    pools as (select account, sum(credits)::bigint as credits from sides group by account)
  select pools.account as id, pools.credits as found from pools join (${lastWords}) as word on 'pool:' || word.id = pools.account
  where pools.credits <> 0 and word.position <= $2 and not exists (select 1 from bets b where b.market_id = word.id and b.status = 'open')
  order by 1 limit 1000`

export const readOpening = `select position from events where stream = $1 and version = 1`
