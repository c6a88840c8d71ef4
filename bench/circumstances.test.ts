/** What is kept with the results. */
import { expect, test } from '@jest/globals'
import { circumstances } from './circumstances.ts'

test('a run knows its commit and the load of the machine', () => {
  const { commit, load } = circumstances()
  expect(commit).toMatch(/^([0-9a-f]{7,40}(-dirty)?|unknown)$/)
  expect(load).toBeGreaterThanOrEqual(0)
})
