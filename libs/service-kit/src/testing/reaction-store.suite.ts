/** What every store of a reaction promises. */
import { CheckpointMoved, Superseded } from '@agent-arena/event-store'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { eventAt } from './events.ts'
import type { ReactionStore } from '../reaction-store/reaction-store.ts'

export interface StoreUnderTest {
  readonly store: ReactionStore
  /** What a person does who wants a stream to be tried again. */
  askRetry(stream: string): Promise<unknown>
  close(): Promise<unknown>
}

export const describeReactionStore = (name: string, open: () => Promise<StoreUnderTest>): void =>
  describe(name, () => {
    let opened: StoreUnderTest
    let store: ReactionStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.close())

    const letter = (position: number, stream: string) => ({ event: eventAt(position, stream), reason: 'broken', attempts: 5 })
    const park = (position: number, stream: string, from = position - 1) =>
      store.park(letter(position, stream), { from, to: position, epoch: 1 })

    test('begins at 0, and goes on where it was', async () => {
      expect(await store.claim(1)).toBe(0)
      await store.move({ from: 0, to: 7, epoch: 1 })
      expect(await store.position()).toBe(7)
      expect(await store.claim(2)).toBe(7)
    })

    test('moves only from where its leader believes it to be', async () => {
      await store.claim(1)
      await store.move({ from: 0, to: 7, epoch: 1 })
      await expect(store.move({ from: 6, to: 8, epoch: 1 })).rejects.toThrow(CheckpointMoved)
      expect(await store.position()).toBe(7)
    })

    test('refuses every write of a term that is over, and changes nothing', async () => {
      await store.claim(1)
      await park(1, 'a')
      await store.claim(2)
      const writes = [
        () => store.claim(1),
        () => store.move({ from: 1, to: 2, epoch: 1 }),
        () => park(2, 'b'),
        () => store.discard(letter(1, 'a'), 1),
        () => store.keep(letter(1, 'a'), 1),
      ]
      for (const write of writes) await expect(write()).rejects.toThrow(Superseded)
      expect([await store.position(), await store.parkedStreams()]).toEqual([1, new Set(['a'])])
    })

    test('parks and moves together, or does neither', async () => {
      await store.claim(1)
      await park(1, 'a')
      await expect(park(3, 'b', 7)).rejects.toThrow(CheckpointMoved)
      expect([await store.position(), await store.parkedStreams()]).toEqual([1, new Set(['a'])])
    })

    test('gives what is asked for in the order of the log, and nothing else', async () => {
      await store.claim(1)
      await park(1, 'a')
      await park(2, 'b')
      await park(3, 'a')
      expect(await store.nextRetry()).toBeNull()
      await opened.askRetry('a')
      expect(await store.nextRetry()).toEqual(letter(1, 'a'))
      await park(4, 'a')
      for (const position of [1, 3, 4]) {
        expect(await store.nextRetry()).toEqual(letter(position, 'a'))
        await store.discard(letter(position, 'a'), 1)
      }
      expect(await store.nextRetry()).toBeNull()
      expect(await store.parkedStreams()).toEqual(new Set(['b']))
    })

    test('what fails again stays with its new reason, and its stream waits to be asked for again', async () => {
      await store.claim(1)
      await park(1, 'a')
      await park(2, 'a')
      await opened.askRetry('a')
      await store.keep({ ...letter(1, 'a'), reason: 'still broken', attempts: 3 }, 1)
      expect(await store.nextRetry()).toBeNull()
      await opened.askRetry('a')
      expect(await store.nextRetry()).toEqual({ event: eventAt(1, 'a'), reason: 'still broken', attempts: 8 })
    })
  })
