-- Who leads what: one row a role. Every take-over raises the epoch, which then fences off whoever led before.
create table leases (
  role text primary key,
  holder text not null default '',
  epoch bigint not null default 0,
  expires_at timestamptz not null default '-infinity',
  -- The connection of the holder: when it is gone, the lease is free before it expires.
  session_pid integer not null default 0,
  session_start timestamptz not null default '-infinity'
) with (fillfactor = 50);
