/** What every store of a view promises. The view under test counts its events by stream. */
import type { StoredEvent } from '@agent-arena/contracts'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Superseded } from '../term.ts'
import { CheckpointMoved, type ViewStore } from '../view-store.ts'

export interface ViewStoreUnderTest {
  readonly store: ViewStore
  /** Events by stream, as the view shows them now. */
  shown(): Promise<ReadonlyMap<string, number>>
  close(): Promise<unknown>
}

const eventAt = (position: number, stream: string): StoredEvent => ({
  id: `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`,
  type: 'Counted',
  data: { by: 1 },
  meta: { actor: 'test', correlationId: 'c' },
  stream,
  version: position,
  position,
  at: '2026-11-20T12:00:00.000Z',
})

export const describeViewStore = (name: string, open: () => Promise<ViewStoreUnderTest>): void =>
  describe(name, () => {
    let opened: ViewStoreUnderTest
    let store: ViewStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
      await store.prepare()
    })
    afterEach(() => opened.close())

    const commit = (from: number, streams: readonly string[], epoch = 1) =>
      store.commit(
        { from, to: from + streams.length, epoch },
        streams.map((stream, index) => eventAt(from + index + 1, stream)),
      )
    const state = async () => [await store.position(), Object.fromEntries(await opened.shown())]

    test('begins at 0, and shows what was committed', async () => {
      expect(await store.claim(1)).toBe(0)
      await commit(0, ['a', 'b', 'a'])
      expect(await state()).toEqual([3, { a: 2, b: 1 }])
    })

    test('is prepared again without losing anything', async () => {
      await store.claim(1)
      await commit(0, ['a'])
      await store.prepare()
      expect(await state()).toEqual([1, { a: 1 }])
    })

    test('takes nothing that does not begin where it stands', async () => {
      await store.claim(1)
      await commit(0, ['a', 'b'])
      await expect(commit(0, ['a', 'b'])).rejects.toThrow(CheckpointMoved)
      await expect(commit(3, ['c'])).rejects.toThrow(CheckpointMoved)
      expect(await state()).toEqual([2, { a: 1, b: 1 }])
    })

    test('takes nothing from a term that is over', async () => {
      await store.claim(1)
      await commit(0, ['a'])
      expect(await store.claim(2)).toBe(1)
      await expect(commit(1, ['b'])).rejects.toThrow(Superseded)
      await expect(store.claim(1)).rejects.toThrow(Superseded)
      expect(await state()).toEqual([1, { a: 1 }])
      await commit(1, ['b'], 2)
      expect(await state()).toEqual([2, { a: 1, b: 1 }])
    })

    test('a term may be claimed again by its leader', async () => {
      await store.claim(2)
      await commit(0, ['a'], 2)
      expect(await store.claim(2)).toBe(1)
    })
  })
