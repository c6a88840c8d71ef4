/** A view is built anew beside the live one: the same rows, no failed read, and nothing lost when the builder dies. */
import { eventContract, KnownEvents, LaterVersion, Nothing } from '@agent-arena/contracts'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { PostgresEventLog } from './postgres/postgres-log.ts'
import { Projector } from './projector.ts'
import { rebuildView, RebuildUnderWay } from './rebuild.ts'
import { hashOfView } from './view-hash.ts'
import { PostgresViewStore } from './postgres/postgres-view-store.ts'
import type { View } from './view.ts'
import { openLogOnPostgres } from './testing/log-on-postgres.ts'
import { untilShown } from './testing/until-shown.ts'

const totals: View = {
  name: 'totals',
  version: 1,
  tables: ['totals', 'seen'],
  ddl: `create table totals (stream text primary key, total integer not null);
    create table seen (id bigint generated always as identity primary key, by integer not null);
    create index seen_by on seen (by)`,
  async apply(db, events) {
    for (const { stream, data } of events) {
      const { by } = data as { by: number }
      await db.query(
        'insert into totals (stream, total) values ($1, $2) on conflict (stream) do update set total = totals.total + excluded.total',
        [stream, by],
      )
      await db.query('insert into seen (by) values ($1)', [by])
    }
  },
}

let pool: Pool
let log: PostgresEventLog
let close: () => Promise<void>
let live: Projector
beforeEach(async () => {
  ;({ pool, log, close } = await openLogOnPostgres({ max: 5 }))
  live = new Projector({ log, store: new PostgresViewStore({ log, pool, view: totals }), onFault: () => undefined })
  await live.start()
})
afterEach(async () => {
  await live.stop()
  await close()
})

const meta = { actor: 'service:betting', correlationId: 'c' }
let version = 0
const append = async (count: number) => {
  const facts = Array.from({ length: count }, (_, index) => ({ type: 'Counted', data: { by: index } }))
  await log.append([{ stream: `c-${version++}`, expectedVersion: 0, facts }], { meta })
}
const caughtUp = async () => untilShown(live, await log.head())

/** Appends and reads until it is told to stop; answers how many reads there were, and those that failed. */
const underLoad = () => {
  const over = new AbortController()
  let reads = 0
  const failed: unknown[] = []
  const read = async () => {
    while (!over.signal.aborted && failed.length === 0) {
      await pool
        .query('select (select total from totals limit 1), (select by from seen limit 1)')
        .catch((error: unknown) => failed.push(error))
      reads++
    }
  }
  const write = async () => {
    while (!over.signal.aborted) {
      await append(3)
      await sleep(20)
    }
  }
  const all = Promise.all([read(), read(), write()])
  return async () => {
    over.abort()
    await all
    return { reads, failed }
  }
}

test('ends with the rows of the live view, byte for byte, and goes on following the log', async () => {
  await append(1100)
  await caughtUp()
  const before = await hashOfView(pool, totals)
  expect(await rebuildView({ log, pool, view: totals })).toBe(1100)
  expect(await hashOfView(pool, totals)).toBe(before)
  await append(10)
  await caughtUp()
  expect((await pool.query('select from seen')).rowCount).toBe(1110)
})

test('fails no read and misses no event while others append', async () => {
  await append(1200)
  const stop = underLoad()
  await rebuildView({ log, pool, view: totals })
  const { reads, failed } = await stop()
  expect(failed).toEqual([])
  expect(reads).toBeGreaterThan(10)
  await caughtUp()
  const after = await hashOfView(pool, totals)
  await rebuildView({ log, pool, view: totals })
  expect(await hashOfView(pool, totals)).toBe(after)
})

test('goes on where a stopped builder was, and tells how far it is', async () => {
  await append(4000)
  const stopping = new AbortController()
  const first: number[] = []
  const onProgress = (position: number) => {
    first.push(position)
    if (position >= 2000) stopping.abort()
  }
  await expect(
    rebuildView({ log, pool, view: totals, checkpointEvents: 1000, onProgress, signal: stopping.signal }),
  ).rejects.toThrow()
  expect(first).toEqual([1000, 2000])
  const second: (readonly [number, number])[] = []
  const later = (position: number, head: number) => second.push([position, head])
  await rebuildView({ log, pool, view: totals, checkpointEvents: 1000, onProgress: later })
  expect(second).toEqual([
    [3000, 4000],
    [4000, 4000],
  ])
  await caughtUp()
  expect((await pool.query('select from seen')).rowCount).toBe(4000)
  expect((await pool.query(`select from pg_namespace where nspname like 'betting_rebuild%'`)).rowCount).toBe(0)
})

test('is refused while another one is under way', async () => {
  await append(2000)
  const results = await Promise.allSettled([1, 2].map(() => rebuildView({ log, pool, view: totals })))
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown)
  expect(refused).toHaveLength(1)
  expect(refused[0]).toBeInstanceOf(RebuildUnderWay)
})

test('happens by itself when the version of a view rises', async () => {
  await append(5)
  await caughtUp()
  await live.stop()
  const doubled: View = {
    ...totals,
    version: 2,
    ddl: totals.ddl.replace('total integer', 'total bigint'),
    apply: (db, events) =>
      totals.apply(
        db,
        events.map((event) => ({ ...event, data: { by: 2 * (event.data as { by: number }).by } })),
      ),
  }
  live = new Projector({ log, store: new PostgresViewStore({ log, pool, view: doubled }), onFault: () => undefined })
  await live.start()
  expect((await pool.query('select sum(total)::int as sum from totals')).rows).toEqual([{ sum: 20 }])
})

test('may be followed by another one at once', async () => {
  await append(10)
  for (let again = 0; again < 3; again++) expect(await rebuildView({ log, pool, view: totals })).toBe(10)
})

const counted = { service: 'betting', streamKind: 'c', summary: 'Only in tests.', schema: Nothing, type: 'Counted' } as const
const tenfold = ({ by }: { readonly by: number }) => ({ by: by * 10 })
const older = new KnownEvents([eventContract({ ...counted, version: 1 })])
const newer = new KnownEvents([eventContract({ ...counted, version: 2, upcasts: [tenfold] })])

test('events of an older schema come as this build knows them, as they come to the live view', async () => {
  await append(4)
  await rebuildView({ log: new PostgresEventLog(pool, newer), pool, view: totals })
  expect((await pool.query('select total from totals')).rows).toEqual([{ total: 60 }])
})

test('an event of a later schema ends the rebuild, and the live view stays', async () => {
  await append(4)
  await caughtUp()
  await live.stop()
  const before = await hashOfView(pool, totals)
  const facts = [{ type: 'Counted', data: { by: 1 } }]
  await new PostgresEventLog(pool, newer).append([{ stream: 'c-later', expectedVersion: 0, facts }], { meta })
  const rebuilding = rebuildView({ log: new PostgresEventLog(pool, older), pool, view: { ...totals, version: 2 } })
  await expect(rebuilding).rejects.toThrow(LaterVersion)
  expect(await hashOfView(pool, totals)).toEqual(before)
})
