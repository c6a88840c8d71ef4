/** The last thought and deeds. */
import { expect, test } from '@jest/globals'
import type { FeedItem } from '@agent-arena/contracts'
import { latestOf } from './latest.ts'

const item = (seq: number, kind: FeedItem['kind'], data = {}): FeedItem => ({ seq, kind, data, at: '2026-01-01T00:00:00.000Z' })
const items = [
  item(1, 'reasoning', { text: 'a' }),
  item(2, 'browser_action'),
  item(3, 'bet'),
  item(4, 'reasoning', { text: 'b' }),
  item(5, 'tool'),
]

test.each([[items], [items.toReversed()]])('the last thought and deeds are found in either order', (given) => {
  const { thought, deeds } = latestOf(given, 2)
  expect(thought?.seq).toBe(4)
  expect(deeds.map(({ seq }) => seq)).toEqual([2, 5])
})

test('a thought without words is passed over', () => expect(latestOf([...items, item(6, 'reasoning')], 1).thought?.seq).toBe(4))
test('an empty feed has neither', () => expect(latestOf([], 3)).toEqual({ thought: undefined, deeds: [] }))
