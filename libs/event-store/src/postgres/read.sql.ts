/** The statements that read a log. */

const columns = 'id, type, data, meta, stream, version, position, at'

/** Always at least one row, so that the clock comes with the events of one snapshot. */
export const loadStreams = `
  select clock.now, ${columns} from (select clock_timestamp() as now) as clock
  left join events on stream = any($1::text[]) order by stream, version`

export const readPage = `select ${columns} from events where position > $1 order by position limit $2`

export const readStreamPage = `select ${columns} from events where stream = $1 and version > $2 order by version limit $3`

export const readVersion = 'select version from events where stream = $1 order by version desc limit 1'

export const readHead = 'select position from head'

export const recallAnswer = 'select content, answer from idempotency where scope = $1 and key = $2'
