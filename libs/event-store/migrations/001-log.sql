-- The log of one service. Positions come from the head row inside the append, which makes them gapless and in commit order.
create table events (
  position bigint primary key,
  stream text not null,
  version integer not null,
  id uuid not null unique,
  type text not null,
  data json not null,
  meta json not null,
  at timestamptz not null default clock_timestamp(),
  unique (stream, version)
);

create table head (
  singleton boolean primary key default true check (singleton),
  position bigint not null
) with (fillfactor = 50);
insert into head (position) values (0);

create table idempotency (
  scope text not null,
  key text not null,
  content text not null,
  answer json not null,
  at timestamptz not null default clock_timestamp(),
  primary key (scope, key)
);

create table checkpoints (
  reader text primary key,
  version integer not null default 1,
  position bigint not null,
  updated_at timestamptz not null default clock_timestamp()
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger events_append_only before update or delete or truncate on events
  for each statement execute function refuse_change();
