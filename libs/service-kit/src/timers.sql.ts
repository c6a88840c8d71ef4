/** The statements that fire timers. What is busy here (under way, or standing back after a fault) comes in three arrays. */

const notBusy = `not exists (
  select from unnest($1::text[], $2::text[], $3::timestamptz[]) busy (name, key, due_at)
  where (busy.name, busy.key, busy.due_at) = (t.name, t.key, t.due_at))`

export const readDue = `
  select name, key, due_at::text as due, ceil(extract(epoch from due_at) * 1000)::float8 as "dueMs" from timers t
  where due_at <= clock_timestamp() and ${notBusy} order by due_at, name, key limit $4`

export const readMsUntilNext = `
  select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms from timers t where ${notBusy}`

/** Touches no row when the timer was set anew meanwhile, or when another process leads. */
export const deleteFired = `
  delete from timers where name = $1 and key = $2 and due_at = $3::timestamptz
    and exists (select from checkpoints where reader = 'timers' and epoch = $4 for share)`
