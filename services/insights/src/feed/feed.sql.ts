/** The statements that record the feed, beside the append itself. */

/** Present versions of streams, 0 for a new one. */
export const readVersions = `
  select s.stream, coalesce((select e.version from events e where e.stream = s.stream order by e.version desc limit 1), 0) as version
  from unnest($1::text[]) as s(stream)`

export const readMarkets = 'select market_id, state from watched_markets where market_id = any($1)'

export const writeMarket = `
  insert into watched_markets (market_id, state) values ($1, $2) on conflict (market_id) do update set state = excluded.state`

/** Moves only from where the reader believes it is, and only in its own term: whoever else moved it has recorded these events. */
export const moveCheckpoint = `
  update checkpoints set position = $2, updated_at = clock_timestamp() where reader = $1 and position = $3 and epoch = $4`
