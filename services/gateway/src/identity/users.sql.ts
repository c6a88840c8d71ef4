/** The statements of users and sessions. */

/** The user and the first session, or neither. */
export const insertUserWithSession = `
  with added as (insert into users (id, name, role) values ($1, $2, 'spectator') returning id)
  insert into sessions (token_hash, user_id, expires_at)
  select $3, added.id, clock_timestamp() + make_interval(days => $4) from added`

export const findBySession = `
  select users.id, users.name, users.role, sessions.expires_at, sessions.expires_at > clock_timestamp() as valid
  from sessions join users on users.id = sessions.user_id where sessions.token_hash = $1`
