/** Where a bet leads. */
import { expect, test } from '@jest/globals'
import { placeOf } from './place.ts'

test.each([
  [{ matchId: 'mat_a', sandboxId: 'sbx_a' }, '/matches/mat_a'],
  [{ sandboxId: 'sbx_a' }, '/sandboxes/sbx_a'],
  [{}, undefined],
])('%j leads to %s', (placed, place) => expect(placeOf(placed)).toBe(place))
