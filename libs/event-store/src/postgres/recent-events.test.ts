/** What is taken from memory is what the log would give: a contiguous run, or nothing. */
import type { StoredEvent } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { RecentEvents } from './recent-events.ts'

const run = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ position: from + index }) as StoredEvent)
const positions = (events: readonly StoredEvent[] | null) => events?.map(({ position }) => position) ?? null

test('gives what follows a position, as far as it is known', () => {
  const recent = new RecentEvents()
  recent.note(run(5, 7))
  recent.note(run(8, 9))
  expect(positions(recent.after(4, 100))).toEqual([5, 6, 7, 8, 9])
  expect(positions(recent.after(6, 2))).toEqual([7, 8])
})

test('knows nothing of what was before its first event, nor whether somebody else wrote after its last', () => {
  const recent = new RecentEvents()
  expect(recent.after(0, 10)).toBeNull()
  recent.note(run(5, 7))
  expect([recent.after(3, 10), recent.after(7, 10), recent.after(99, 10)]).toEqual([null, null, null])
})

test('forgets what stands before a gap that another process filled', () => {
  const recent = new RecentEvents()
  recent.note(run(1, 3))
  recent.note(run(6, 7))
  expect(recent.after(2, 10)).toBeNull()
  expect(positions(recent.after(5, 10))).toEqual([6, 7])
})

test('stays bounded, and contiguous', () => {
  const recent = new RecentEvents()
  for (let from = 1; from <= 20_000; from += 100) recent.note(run(from, from + 99))
  expect(recent.after(1000, 10)).toBeNull()
  const known = recent.after(17_000, 10_000) ?? []
  expect([known.length, known[0]?.position, known.at(-1)?.position]).toEqual([3000, 17_001, 20_000])
})
