/** What the machine and Postgres can do at best: the same bytes by one connection, with no checks, and read back as they lie. */
import { newUuid } from '@agent-arena/contracts'
import { Client } from 'pg'
import { newPayload, times, type Contender, type Operation } from '../cases.ts'

const ROWS = 100
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
  const readRows: Operation = () => client.query({ name: 'read', text: 'select * from bare limit 1000', rowMode: 'array' })
  return {
    prepare: (task) => Promise.resolve([task.kind === 'read' ? readRows : insertRows]),
    close: () => client.end(),
  }
}
