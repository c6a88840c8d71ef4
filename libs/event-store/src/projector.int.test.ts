/** A view shows exactly what its log says, through faults, restarts and new versions. */
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import type { PostgresEventLog } from './postgres/postgres-log.ts'
import { Projector } from './projector.ts'
import { count } from './testing/counter.ts'
import { untilShown } from './testing/until-shown.ts'
import { totals } from './testing/totals.ts'
import { PostgresViewStore } from './postgres/postgres-view-store.ts'
import type { View } from './view.ts'
import { openLogOnPostgres } from './testing/log-on-postgres.ts'

let pool: Pool
let log: PostgresEventLog
let close: () => Promise<void>
beforeEach(async () => {
  ;({ pool, log, close } = await openLogOnPostgres())
})
afterEach(() => close())

const startProjector = async (view: View, faults: unknown[] = []) => {
  const projector = new Projector({
    log,
    store: new PostgresViewStore({ log, pool, view }),
    onFault: (fault) => faults.push(fault),
  })
  await projector.start()
  return projector
}
const totalOf = async (stream: string) =>
  (await pool.query('select total from totals where stream = $1', [stream])).rows[0]?.total

test('shows what is appended before and after its start', async () => {
  await count(log, 'c-1', 2)
  const projector = await startProjector(totals)
  await count(log, 'c-1', 3)
  await untilShown(projector, await log.head())
  expect(await totalOf('c-1')).toBe(5)
  await projector.stop()
})

test('goes on after a stop from where it was, counting nothing twice', async () => {
  await count(log, 'c-1', 2)
  const first = await startProjector(totals)
  await untilShown(first, 1)
  await first.stop()
  await count(log, 'c-1', 3)
  const second = await startProjector(totals)
  await untilShown(second, 2)
  expect(await totalOf('c-1')).toBe(5)
  await second.stop()
})

test('tries again after a fault and skips nothing', async () => {
  let broken = true
  const faults: unknown[] = []
  const fragile: View = {
    ...totals,
    apply(db, events) {
      if (broken) return Promise.reject(new Error('a planted fault'))
      return totals.apply(db, events)
    },
  }
  const projector = await startProjector(fragile, faults)
  await count(log, 'c-1', 2)
  await eventually(() => expect(faults).toHaveLength(1))
  broken = false
  await untilShown(projector, 1)
  expect(await totalOf('c-1')).toBe(2)
  await projector.stop()
})

test('is built anew when its version rises', async () => {
  await count(log, 'c-1', 2)
  const old = await startProjector(totals)
  await untilShown(old, 1)
  await old.stop()
  const doubled: View = {
    ...totals,
    version: 2,
    apply: (db, events) =>
      totals.apply(
        db,
        events.map((event) => ({ ...event, data: { by: 2 * (event.data as { by: number }).by } })),
      ),
  }
  const projector = await startProjector(doubled)
  await untilShown(projector, 1)
  expect(await totalOf('c-1')).toBe(4)
  await projector.stop()
})

test('does not count an event twice when two of them run', async () => {
  const two = await Promise.all([startProjector(totals, []), startProjector(totals, [])])
  for (let by = 1; by <= 10; by++) await count(log, 'c-1', by)
  await Promise.all(two.map((projector) => untilShown(projector, 10)))
  expect(await totalOf('c-1')).toBe(55)
  await Promise.all(two.map((projector) => projector.stop()))
})
