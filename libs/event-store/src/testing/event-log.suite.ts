/** What every log promises, whatever it is kept in. */
import type { Fact, StoredEvent } from '@agent-arena/contracts'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { KeyTaken, VersionConflict, type EventLog } from '../event-log.ts'

const meta = { actor: 'service:betting', correlationId: 'c-1' }
const facts = (...values: readonly number[]): readonly Fact[] => values.map((by) => ({ type: 'Counted', data: { by } }))
const dataOf = (events: readonly StoredEvent[]) => events.map(({ data }) => (data as { by: number }).by)

export interface LogUnderTest {
  readonly log: EventLog
  close(): Promise<void>
}

export const describeEventLog = (name: string, open: () => Promise<LogUnderTest>): void => {
  describe(name, () => {
    let opened: LogUnderTest
    let log: EventLog
    beforeEach(async () => {
      opened = await open()
      log = opened.log
    })
    afterEach(() => opened.close())

    test('numbers the events of a stream from 1 and gives back what was written', async () => {
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1, 2) }], { meta })
      const [event] = await log.append([{ stream: 'a-1', expectedVersion: 2, facts: facts(3) }], { meta })
      const { streams, now } = await log.load([{ stream: 'a-1' }, { stream: 'a-2' }])
      expect(streams.get('a-1')?.map(({ version }) => version)).toEqual([1, 2, 3])
      expect(streams.get('a-2')).toEqual([])
      expect(streams.get('a-1')?.at(-1)).toEqual(event)
      expect(event).toMatchObject({ type: 'Counted', data: { by: 3 }, meta, position: 3 })
      expect(Date.parse(now)).toBeGreaterThanOrEqual(Date.parse(event?.at ?? ''))
    })

    test('reads of each stream what stands behind the version that was asked for', async () => {
      for (const stream of ['a-1', 'b-1', 'c-1'])
        await log.append([{ stream, expectedVersion: 0, facts: facts(1, 2, 3) }], { meta })
      const { streams, ends } = await log.load([{ stream: 'b-1', after: 3 }, { stream: 'c-1' }, { stream: 'a-1', after: 1 }])
      expect([...streams].map(([stream, events]) => [stream, dataOf(events)])).toEqual([
        ['b-1', []],
        ['c-1', [1, 2, 3]],
        ['a-1', [2, 3]],
      ])
      expect([...ends].map(([stream, { version }]) => [stream, version]).toSorted()).toEqual([
        ['a-1', 3],
        ['c-1', 3],
      ])
    })

    test('refuses an append whose stream has moved on, and writes nothing of it', async () => {
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1) }], { meta })
      const stale = log.append(
        [
          { stream: 'b-1', expectedVersion: 0, facts: facts(7) },
          { stream: 'a-1', expectedVersion: 0, facts: facts(8) },
        ],
        { meta },
      )
      await expect(stale).rejects.toBeInstanceOf(VersionConflict)
      expect(await log.head()).toBe(1)
      expect(await log.versionOf('b-1')).toBe(0)
    })

    test('refuses a version that the stream has not reached, so that no gap comes to be', async () => {
      const early = log.append([{ stream: 'a-1', expectedVersion: 5, facts: facts(1) }], { meta })
      await expect(early).rejects.toBeInstanceOf(VersionConflict)
    })

    test('writes several streams in one append, next to each other in the log', async () => {
      const events = await log.append(
        [
          { stream: 'a-1', expectedVersion: 0, facts: facts(1, 2) },
          { stream: 'b-1', expectedVersion: 0, facts: facts(3) },
        ],
        { meta },
      )
      expect(events.map(({ position }) => position)).toEqual([1, 2, 3])
      expect(await log.readAll(0, 10)).toEqual(events)
    })

    test('gives gapless positions in commit order to writers side by side', async () => {
      const writers = Array.from({ length: 12 }, async (_, writer) => {
        for (let version = 0; version < 5; version++)
          await log.append([{ stream: `a-${writer}`, expectedVersion: version, facts: facts(version) }], { meta })
      })
      await Promise.all(writers)
      const events = await log.readAll(0, 100)
      expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
      const times = events.map(({ at }) => at)
      expect(times.toSorted()).toEqual(times)
    })

    test('reads pages by position and by version', async () => {
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1, 2, 3, 4) }], { meta })
      expect(dataOf(await log.readAll(1, 2))).toEqual([2, 3])
      expect(dataOf(await log.readStream('a-1', 2, 10))).toEqual([3, 4])
      expect(await log.readAll(4, 10)).toEqual([])
    })

    test('has an empty page behind every number, however large', async () => {
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1) }], { meta })
      expect(await log.readAll(Number.MAX_SAFE_INTEGER, 10)).toEqual([])
      expect(await log.readStream('a-1', Number.MAX_SAFE_INTEGER, 10)).toEqual([])
    })

    test('keeps the answer under an idempotency key with the events of it, once', async () => {
      const idempotency = { scope: 'user:1 bet', key: 'k', content: 'digest', answer: { ok: true } }
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1) }], { meta, idempotency })
      const again = log.append([{ stream: 'a-1', expectedVersion: 1, facts: facts(1) }], { meta, idempotency })
      await expect(again).rejects.toBeInstanceOf(KeyTaken)
      expect(await log.recall('user:1 bet', 'k')).toEqual(idempotency)
      expect(await log.recall('user:2 bet', 'k')).toBeNull()
      expect(await log.head()).toBe(1)
    })

    test('records no key when the append fails', async () => {
      const idempotency = { scope: 's', key: 'k', content: 'digest', answer: null }
      const stale = log.append([{ stream: 'a-1', expectedVersion: 3, facts: facts(1) }], { meta, idempotency })
      await expect(stale).rejects.toBeInstanceOf(VersionConflict)
      expect(await log.recall('s', 'k')).toBeNull()
    })

    test('takes the identities that it is given', async () => {
      const id = '0199a1b2-0000-7000-8000-000000000001'
      const [event] = await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1), ids: [id] }], { meta })
      expect(event?.id).toBe(id)
    })

    test('refuses an append that builds on an event in whose place another one stands', async () => {
      const [mine, other] = ['0199a1b2-0000-7000-8000-000000000001', '0199a1b2-0000-7000-8000-000000000002']
      const stream = 'a-1'
      await log.append([{ stream, expectedVersion: 0, facts: facts(1), ids: [other] }], { meta })
      // At once, as callers of one process do who build on what is not written yet: the first is refused, and the second must be.
      const refused = [
        log.append([{ stream, expectedVersion: 0, facts: facts(2), ids: [mine] }], { meta }),
        log.append([{ stream, expectedVersion: 1, facts: facts(3), after: mine }], { meta }),
      ]
      for (const append of refused) await expect(append).rejects.toBeInstanceOf(VersionConflict)
      await log.append([{ stream, expectedVersion: 1, facts: facts(4), after: other }], { meta })
      expect(dataOf(await log.readStream(stream, 0, 10))).toEqual([1, 4])
    })

    test('refuses text that a view could not keep, and keeps all other', async () => {
      let streams = 0
      const write = (text: string) =>
        log.append([{ stream: `t-${++streams}`, expectedVersion: 0, facts: [{ type: 'Said', data: { text } }] }], { meta })
      for (const bad of ['a\u0000b', 'half \ud800', '\udc00']) await expect(write(bad)).rejects.toThrow('may not hold')
      for (const good of ['😀', 'back\\\\u0000slash', '\\ud800 in words', '"quoted"']) {
        const [event] = await write(good)
        expect(event?.data).toEqual({ text: good })
        expect((await log.readStream(`t-${streams}`, 0, 1))[0]?.data).toEqual({ text: good })
      }
    })

    test('tells listeners of what was committed, and of nothing else', async () => {
      const heard: StoredEvent[] = []
      const stop = log.onAppended((events) => heard.push(...events))
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(1) }], { meta })
      await log.append([{ stream: 'a-1', expectedVersion: 0, facts: facts(2) }], { meta }).catch(() => null)
      stop()
      await log.append([{ stream: 'a-1', expectedVersion: 1, facts: facts(3) }], { meta })
      expect(dataOf(heard)).toEqual([1])
    })
  })
}
