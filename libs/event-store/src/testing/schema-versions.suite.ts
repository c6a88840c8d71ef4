/** What every log promises to builds that know different versions of an event. */
import { eventContract, KnownEvents, Nothing, serviceContext, type Fact, type StoredEvent } from '@agent-arena/contracts'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { handle } from '../command-handler.ts'
import type { Fold } from '../decider.ts'
import type { EventLog } from '../event-log.ts'

/** Logs of several builds over one store. */
export interface BuildsUnderTest {
  logOf(known: KnownEvents): EventLog
  close(): Promise<void>
}

const ofCounter = { service: 'betting', streamKind: 'counter', summary: 'Only in tests.', schema: Nothing } as const
const counted = { ...ofCounter, type: 'Counted' } as const

const addUnit = (data: { readonly by: number }) => ({ ...data, unit: 'piece' })
const renameAmount = ({ by, unit }: { readonly by: number; readonly unit: string }) => ({ amount: by, unit })

const firstBuild = new KnownEvents([eventContract({ ...counted, version: 1 })])
const secondBuild = new KnownEvents([eventContract({ ...counted, version: 2, upcasts: [addUnit] })])
const thirdBuild = new KnownEvents([
  eventContract({ ...counted, version: 3, upcasts: [addUnit, renameAmount] }),
  eventContract({ ...ofCounter, type: 'CounterSealed', version: 1 }),
])

const meta = { actor: 'service:betting', correlationId: 'c-1' }
const stream = 'counter-1'

/** Would come to nothing with data of a shape that it does not know. */
const sum = (field: string): Fold<Fact, number> => ({
  initialState: 0,
  evolve: (total, { data }) => total + (data as Record<string, number>)[field]!,
})
const bySum = sum('by')
const amountSum = sum('amount')

const write = (log: EventLog, expectedVersion: number, data: unknown, type = 'Counted') =>
  log.append([{ stream, expectedVersion, facts: [{ type, data }] }], { meta })

const total = (log: EventLog, fold: Fold<Fact, number>, facts: readonly Fact[] = []) =>
  handle<{ total: number }, number>(log, {
    context: serviceContext('betting'),
    places: { total: { stream, fold } },
    decide: () => ({ total: facts }),
    answer: ({ states }) => states.total,
  })

const shapeOf = (events: readonly StoredEvent[] | undefined) => events?.map(({ data, meta }) => [data, meta.schemaVersion])

export const describeSchemaVersions = (name: string, open: () => Promise<BuildsUnderTest>): void => {
  describe(`schema versions in ${name}`, () => {
    let builds: BuildsUnderTest
    let [first, second, third]: EventLog[] = []
    beforeEach(async () => {
      builds = await open()
      ;[first, second, third] = [firstBuild, secondBuild, thirdBuild].map((known) => builds.logOf(known))
      await write(first!, 0, { by: 1 })
      await write(second!, 1, { by: 2, unit: 'box' })
      await write(third!, 2, { amount: 3, unit: 'ton' })
    })
    afterEach(() => builds.close())

    test('are written with the event, except the first', async () => {
      const events = await write(first!, 3, { by: 4 })
      expect(events[0]?.meta).toEqual(meta)
      expect((await first!.readAll(0, 10)).map((event) => event.meta)).toEqual([
        meta,
        { ...meta, schemaVersion: 2 },
        { ...meta, schemaVersion: 3 },
        meta,
      ])
    })

    test('that are older are read as this build would have written them', async () => {
      const current = [
        [{ amount: 1, unit: 'piece' }, 3],
        [{ amount: 2, unit: 'box' }, 3],
        [{ amount: 3, unit: 'ton' }, 3],
      ]
      expect(shapeOf(await third!.readAll(0, 10))).toEqual(current)
      expect(shapeOf(await third!.readStream(stream, 0, 10))).toEqual(current)
      expect(shapeOf((await third!.load([{ stream }])).streams.get(stream))).toEqual(current)
    })

    test('that are mixed in one stream fold to one state', async () => {
      expect((await total(third!, amountSum)).answer).toBe(6)
    })

    test('that a build does not know are left out of its states, and count as places of the stream', async () => {
      expect((await total(second!, bySum)).answer).toBe(3)
      const { events } = await total(second!, bySum, [{ type: 'Counted', data: { by: 9, unit: 'box' } }])
      expect(events).toMatchObject([{ version: 4, position: 4 }])
      expect((await total(third!, amountSum)).answer).toBe(15)
    })

    test('and types that a build does not know are passed on in their places as they were written', async () => {
      await write(third!, 3, { sealed: true }, 'CounterSealed')
      expect((await total(first!, bySum)).answer).toBe(1)
      const events = await first!.readAll(0, 10)
      expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4])
      expect(events.map((event) => firstBuild.understands(event))).toEqual([true, false, false, false])
      expect(events[2]).toMatchObject({ data: { amount: 3, unit: 'ton' }, meta: { ...meta, schemaVersion: 3 } })
      expect(events[3]).toMatchObject({ type: 'CounterSealed', data: { sealed: true }, meta })
    })
  })
}
