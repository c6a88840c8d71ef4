/** The statements by which a reaction parks events and tries them again. */

/** What is parked behind after somebody has asked for another try is tried as well. */
export const parkEvent = `
  insert into dead_letters (reader, position, source, stream, event, reason, attempts, retry_at)
  select $1, $2, $3, $4, $5, $6, $7, (select max(retry_at) from dead_letters where reader = $1 and stream = $4)`

export const readParkedStreams = 'select distinct stream from dead_letters where reader = $1'

/** In the order of the log. */
export const readNextRetry = `
  select event, reason, attempts from dead_letters where reader = $1 and retry_at is not null order by position limit 1`

export const discardEvent = 'delete from dead_letters where reader = $1 and position = $2'

export const keepEvent = 'update dead_letters set reason = $3, attempts = attempts + $4 where reader = $1 and position = $2'

export const endRetry = 'update dead_letters set retry_at = null where reader = $1 and stream = $2'
