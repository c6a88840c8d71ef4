/** What a person asks about dead letters. */

export const readParkedStreams = `
  select distinct on (reader, stream) reader, source, stream, position as first_position, reason, parked_at,
    extract(epoch from clock_timestamp() - parked_at)::float8 as age_seconds,
    bool_or(retry_at is not null) over (partition by reader, stream) as is_asked,
    count(*) over (partition by reader, stream)::int as count
  from dead_letters order by reader, stream, position`

export const readLetters = `
  select position, source, event, reason, attempts, parked_at, retry_at is not null as is_asked
  from dead_letters where reader = $1 and stream = $2 order by position limit $3`

/** Null asks for all streams. */
export const askRetry = `
  update dead_letters set retry_at = clock_timestamp()
  where ($1::text is null or reader = $1) and ($2::text is null or stream = $2)`

export const countByReader = 'select reader, count(*)::int as count from dead_letters group by reader order by reader'
