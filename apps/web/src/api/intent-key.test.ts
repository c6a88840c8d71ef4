/** When an intent is the same intent. */
import { expect, test } from '@jest/globals'
import { keyFor, newKey } from './intent-key.ts'

const bet = { marketId: 'mkt_a', outcome: 'success', stake: 10 }

test('the same unanswered bet keeps its key', () => {
  const first = keyFor(undefined, bet)
  expect(keyFor(first, { ...bet })).toBe(first)
  expect(keyFor(first, { stake: 10, outcome: 'success', marketId: 'mkt_a', minMultiplier: undefined })).toBe(first)
})

test.each([{ stake: 11 }, { outcome: 'failure' }, { marketId: 'mkt_b' }, { minMultiplier: 2 }])(
  'a bet changed by %j is another bet',
  (change) => {
    const first = keyFor(undefined, bet)
    expect(keyFor(first, { ...bet, ...change }).key).not.toBe(first.key)
  },
)

test('an answered bet placed again is another bet', () => expect(keyFor(undefined, bet).key).not.toBe(keyFor(undefined, bet).key))

test('a key is 32 hexadecimal digits', () => expect(newKey()).toMatch(/^[0-9a-f]{32}$/))
