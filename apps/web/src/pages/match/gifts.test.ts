/** When a match tells of a gift. */
import { expect, test } from '@jest/globals'
import type { MatchView } from '@agent-arena/contracts'
import { isGiftTold } from './gifts.ts'

const view = (...given: readonly number[]) =>
  ({ match: { sandboxes: given.map((creditsGiven) => ({ budget: { creditsGiven } })) }, markets: [] }) as unknown as MatchView

test('a gift to any contestant is told', () => {
  expect(isGiftTold(view(0, 10), view(0, 35))).toBe(true)
  expect(isGiftTold(view(0, 10), view(5, 10))).toBe(true)
})

test('what was given before is no news', () => {
  expect(isGiftTold(view(0, 10), view(0, 10))).toBe(false)
  expect(isGiftTold(undefined, view(0, 10))).toBe(false)
})
