-- What the feed must know of each market to tell its odds; written in the same transaction as the items that follow from it.
create table watched_markets (
  market_id text primary key,
  state json not null
);
