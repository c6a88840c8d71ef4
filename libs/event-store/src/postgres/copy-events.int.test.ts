/** A copy gives the very events that a query gives, however its bytes are cut. */
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { to } from 'pg-copy-streams'
import type { Pool, PoolClient } from 'pg'
import { CopiedRows, copiedColumns } from './copied-rows.ts'
import { copyEvents } from './copy-events.ts'
import type { PostgresEventLog } from './postgres-log.ts'
import { openLogOnPostgres } from '../testing/log-on-postgres.ts'

const meta = { actor: 'user:ü', correlationId: 'c "1"', causationId: '\\' }
const texts = [
  'plain',
  '',
  '😀 ü',
  '"quoted", [and] {more}',
  'back\\slash',
  'line\nbreak\ttab\r',
  '\u0001\u001f\u007f',
  '\\.',
  ',',
]

let pool: Pool
let log: PostgresEventLog
let close: () => Promise<void>
beforeAll(async () => {
  ;({ pool, log, close } = await openLogOnPostgres())
  for (const [index, text] of texts.entries()) {
    const facts = [null, 0, -1.5e-7, true, [], {}, { text, deep: [{ text }] }, text].map((data) => ({
      type: `Type ${text}`,
      data,
    }))
    await log.append([{ stream: `s-${index} ${text}`, expectedVersion: 0, facts }], { meta })
  }
  await pool.query(`insert into events (position, stream, version, id, type, data, meta, at) select 73, 'by-hand', 1, gen_random_uuid(), 'T',
    E'{\\n  "pretty":\\t[1,\\t\\n2] }\\n', ' {"actor": "a", "correlationId": "c"} ', '1999-12-31T23:59:59.999999Z'`)
  await pool.query('update head set position = 73')
})
afterAll(() => close())

const onClient = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

test('all kinds of text, numbers and times come as they are', async () => {
  const events = await log.readAll(0, 1000)
  expect(events).toHaveLength(73)
  expect(await onClient((client) => copyEvents(client, 0, 1000))).toEqual(events)
})

test('it begins after a position and holds no more than was asked for', async () => {
  const events = await onClient((client) => copyEvents(client, 10, 5))
  expect(events.map(({ position }) => position)).toEqual([11, 12, 13, 14, 15])
  expect(await onClient((client) => copyEvents(client, 73, 5))).toEqual([])
})

test('bytes may be cut anywhere', async () => {
  const select = `copy (select ${copiedColumns} from events order by position) to stdout (format binary)`
  const bytes = await onClient((client) => buffer(client.query(to(select))))
  const events = await log.readAll(0, 1000)
  for (const size of [1, 2, 3, 7, 18, 19, 20, 53, 1000, bytes.length]) {
    const rows = new CopiedRows()
    const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      rows.push(Buffer.from(bytes.subarray(index * size, (index + 1) * size))),
    )
    expect(cut.flat()).toEqual(events)
  }
})

test('a log that is asked for many copies them', async () => {
  expect(await log.readMany(0, 5000)).toEqual(await log.readMany(0, 1000))
})

test('what would fill the memory comes in shorter runs, each with at least one event', async () => {
  const facts = Array.from({ length: 6 }, () => ({ type: 'Large', data: { text: 'x'.repeat(90_000) } }))
  await log.append([{ stream: 'large', expectedVersion: 0, facts }], { meta })
  const lengths: number[] = []
  for (let after = 73; after < 79;) {
    const run = await onClient((client) => copyEvents(client, after, 5000, 100_000))
    expect(run.map(({ version }) => version)).toEqual(run.map((_, index) => after - 73 + index + 1))
    lengths.push(run.length)
    after += run.length
    expect(run.length).toBeGreaterThan(0)
  }
  expect(lengths.length).toBeGreaterThan(1)
})
