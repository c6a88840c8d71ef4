/** The statements that read a log; named ones are parsed and planned once a connection. */

const columns = 'id, type, data, meta, stream, version, position, at'

/**
 * Always at least one row, so that the clock comes with the events of one snapshot. The order within a stream keeps the planner from
 * joining otherwise than stream by stream over the index: where a log has few streams, it would go through the whole table (27 ms, not 0.2).
 */
export const loadStreams = {
  name: 'load-streams',
  text: `
    select clock.now, ${columns} from (select clock_timestamp() as now) as clock
    left join (
      unnest($1::text[], $2::integer[]) as wanted (name, after)
      cross join lateral (select ${columns} from events where stream = name and version > after order by version) as events
    ) on true order by stream, version`,
}

export const readPage = {
  name: 'read-page',
  text: `select ${columns} from events where position > $1 order by position limit $2`,
}

/** A cursor of somebody outside may be any whole number, also one that no version can be. */
export const readStreamPage = {
  name: 'read-stream-page',
  text: `select ${columns} from events where stream = $1 and version > $2::bigint order by version limit $3`,
}

export const readVersion = {
  name: 'read-version',
  text: 'select version from events where stream = $1 order by version desc limit 1',
}

export const readHead = { name: 'read-head', text: 'select position from head' }

export const readClock = { name: 'read-clock', text: 'select clock_timestamp() as now' }

export const recallAnswer = {
  name: 'recall-answer',
  text: 'select content, answer from idempotency where scope = $1 and key = $2',
}
