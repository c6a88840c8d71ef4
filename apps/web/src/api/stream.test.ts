/** How long a lost stream waits. */
import { expect, test } from '@jest/globals'
import { waitBefore } from './stream.ts'

test('waits double from one second up to fifteen', () =>
  expect([0, 1, 2, 3, 4, 50].map(waitBefore)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]))
