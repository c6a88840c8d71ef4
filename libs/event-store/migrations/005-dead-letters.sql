-- Events that a reaction could not act on, and every later one of their streams behind them, until somebody asks for another try.
create table dead_letters (
  reader text not null,
  position bigint not null, -- in the log of the source
  source text not null,
  stream text not null,
  event json not null,
  reason text not null,
  attempts integer not null,
  parked_at timestamptz not null default clock_timestamp(),
  retry_at timestamptz,
  primary key (reader, position)
);
create index dead_letters_stream on dead_letters (reader, stream, position);
