/** What the machine and Postgres can do at best: the same bytes by one connection, with no checks, and read back as they lie. */
import { newUuid } from '@agent-arena/contracts'
import { Client } from 'pg'
import { newPayload, once, REBUILD_EVENTS, times, type Contender, type Operation } from '../cases.ts'

const ROWS = 100
const LONG_ROWS = 10_000
const unparsed = { getTypeParser: () => (value: string) => value }
const meta = JSON.stringify({ actor: 'user:usr_0001', correlationId: crypto.randomUUID(), causationId: crypto.randomUUID() })

const insert = {
  name: 'insert',
  text: `insert into bare (stream, version, id, type, data, meta)
    select * from unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::json[], $6::json[])`,
}

export const open = async (url: string): Promise<Contender> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create table if not exists bare (position bigint generated always as identity primary key,
    stream text, version int, id uuid, type text, data json, meta json, at timestamptz not null default clock_timestamp())`)
  let made = 0
  const column = <T>(make: (index: number) => T) => times(ROWS, make)
  const insertRows: Operation = () => {
    const stream = `market-${crypto.randomUUID()}`
    const data = column(() => JSON.stringify(newPayload(++made)))
    const values = [column(() => stream), column((i) => i), column(newUuid), column(() => 'BetPlaced'), data, column(() => meta)]
    return client.query({ ...insert, values })
  }
  const fillLong = once(async () => {
    await client.query(`create table bare_long (position bigint primary key, stream text not null, version int not null, id uuid not null,
      type text not null, data json not null, meta json not null, at timestamptz not null default clock_timestamp())`)
    for (let from = 0; from < REBUILD_EVENTS; from += LONG_ROWS) {
      const rows = times(LONG_ROWS, (index) => JSON.stringify(newPayload(from + index)))
      await client.query(
        `insert into bare_long (position, stream, version, id, type, data, meta)
         select $1::int + ord, $2, ord, gen_random_uuid(), 'BetPlaced', data, $3 from unnest($4::json[]) with ordinality as rows(data, ord)`,
        [from, `market-${crypto.randomUUID()}`, meta, rows],
      )
    }
    await client.query('vacuum analyze bare_long')
  })
  /** All columns of all rows as text, 1,000 at a time: nothing parsed, nothing written. */
  const readByCursor: Operation = async () => {
    await client.query('begin')
    await client.query(`declare bare_cursor no scroll cursor for
      select position, stream, version, id, type, data, meta, at from bare_long order by position`)
    const fetch = { text: 'fetch 1000 from bare_cursor', rowMode: 'array' as const, types: unparsed }
    while ((await client.query(fetch)).rows.length > 0);
    await client.query('commit')
  }
  const readRows: Operation = () => client.query({ name: 'read', text: 'select * from bare limit 1000', rowMode: 'array' })
  return {
    prepare: async (task) => {
      if (task.kind === 'rebuild') await fillLong()
      if (task.kind === 'rebuild') return [readByCursor]
      return [task.kind === 'read' ? readRows : insertRows]
    },
  }
}
