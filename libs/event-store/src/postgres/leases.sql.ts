/** The statements of leases. All times are the database's. */

export const enrolRoles = 'insert into leases (role) select unnest($1::text[]) on conflict do nothing'

/**
 * Free is what has expired, and what is held by a connection that is no more: after a crash nobody waits. The start of a connection is
 * hidden from those without the right to see it (it is null then), and counts as there. Locked rows are being taken by somebody else.
 */
export const takeLeases = `
  with free as (
    select role from leases l
    where role = any($1) and (expires_at < clock_timestamp() or not exists (
      select from pg_stat_get_activity(l.session_pid) s where s.backend_start is null or s.backend_start = l.session_start))
    order by role for update skip locked)
  update leases l
  set holder = $2, epoch = l.epoch + 1, expires_at = clock_timestamp() + $3 * interval '1 millisecond', session_pid = pg_backend_pid(),
    session_start = (select backend_start from pg_stat_get_activity(pg_backend_pid()))
  from free where l.role = free.role
  returning l.role, l.epoch`

/** One statement for all; a role whose epoch has moved on is not answered. */
export const renewLeases = `
  update leases l set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
  from unnest($1::text[], $2::bigint[]) as mine (role, epoch)
  where l.role = mine.role and l.epoch = mine.epoch
  returning l.role`

export const releaseLease = `update leases set expires_at = '-infinity' where role = $1 and epoch = $2`

export const signal = `select pg_notify('leases ' || current_schema(), $1)`

export const listen = `select format('listen %I', 'leases ' || current_schema()) as statement`
