/** The projector in memory: the same class that runs on Postgres, over a log and a view without a database. */
import { eventContract, KnownEvents, Nothing } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { MemoryEventLog } from './memory/memory-log.ts'
import { Projector } from './projector.ts'
import { count } from './testing/counter.ts'
import { MemoryViewStore } from './memory/memory-view-store.ts'

const totalView = () =>
  new MemoryViewStore<number>({
    name: 'total',
    initial: 0,
    apply: (total, events) => events.reduce((sum, { data }) => sum + (data as { by: number }).by, total),
  })

test('shows what the log says, and hands over to a later term without counting twice', async () => {
  const [log, store] = [new MemoryEventLog(), totalView()]
  const first = new Projector({ log, store, onFault: () => undefined })
  let resigned = false
  await first.lead({ epoch: 1, isHeld: () => true, resign: () => (resigned = true) })
  await count(log, 'c-1', 2)
  expect(await first.reached(1)).toBe(true)
  const second = new Projector({ log, store, onFault: () => undefined })
  await second.lead({ epoch: 2, isHeld: () => true, resign: () => undefined })
  await count(log, 'c-1', 3)
  expect(await second.reached(2)).toBe(true)
  await eventually(() => expect(resigned).toBe(true))
  expect(store.content).toBe(5)
  await Promise.all([first.stop(), second.stop()])
})

test('stops before an event of a later version than it knows, until a newer build leads', async () => {
  const counted = { service: 'betting', streamKind: 'c', type: 'Counted', summary: 'Only in tests.', schema: Nothing } as const
  const older = new KnownEvents([eventContract({ ...counted, version: 1 })])
  const newer = new KnownEvents([eventContract({ ...counted, version: 2, upcasts: [(data: object) => data] })])
  const log = new MemoryEventLog(undefined, newer)
  const store = totalView()
  await count(log, 'c-1', 2)
  const faults: unknown[] = []
  const behind = Object.create(log, { known: { value: older } }) as MemoryEventLog
  const first = new Projector({ log: behind, store, onFault: (fault) => faults.push(fault) })
  await first.start()
  await eventually(() => expect(faults).toEqual([expect.objectContaining({ name: 'LaterVersion' })]))
  await first.stop()
  expect(store.content).toBe(0)
  const second = new Projector({ log, store, onFault: () => undefined })
  await second.start()
  expect(await second.reached(1)).toBe(true)
  expect(store.content).toBe(2)
  await second.stop()
})
