/** The statements of an append. All events of all streams go in by one statement, the head row locked last. */

/** A stream that is not where the caller believes, if there is one. */
export const findConflict = `
  select x.stream from unnest($1::text[], $2::int[]) as x(stream, expected)
  where x.expected <> coalesce((select e.version from events e where e.stream = x.stream order by e.version desc limit 1), 0)
  limit 1`

/** Inserts events with positions from the head row; the row stays locked until the commit, so no later append can commit before. */
export const insertEvents = `
  with head as (update head set position = position + cardinality($1::text[]) returning position - cardinality($1::text[]) as base)
  insert into events (position, stream, version, id, type, data, meta)
  select head.base + x.ord, x.stream, x.version, x.id, x.type, x.data, $6::json
  from head, unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::json[]) with ordinality as x(stream, version, id, type, data, ord)
  returning position, at`

export const insertIdempotency = 'insert into idempotency (scope, key, content, answer) values ($1, $2, $3, $4)'
