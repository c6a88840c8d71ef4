-- People and their sessions, and the keys that sign the sandboxes' tokens. Tokens are kept as SHA-256 only.
create table users (
  id text primary key,
  name text not null,
  role text not null check (role in ('spectator', 'operator')),
  created_at timestamptz not null default clock_timestamp()
);

create table sessions (
  token_hash bytea primary key,
  user_id text not null references users (id),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null
);

create table signing_keys (
  kid text primary key,
  private_jwk json not null,
  created_at timestamptz not null default clock_timestamp()
);
