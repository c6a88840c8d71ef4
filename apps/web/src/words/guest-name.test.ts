/** Names of guests. */
import { expect, test } from '@jest/globals'
import { nameProblem, suggestName } from './guest-name.ts'

test('a suggestion is a mood, an animal and a number', () => expect(suggestName(() => 0)).toBe('Quiet Heron 10'))

test('every suggestion is a name that can be used', () => {
  for (let turn = 0; turn < 100; turn++) expect(nameProblem(suggestName())).toBeUndefined()
})

test('an empty or very long name is refused with a reason', () => {
  expect(nameProblem('  ')).toMatch(/Choose a name/)
  expect(nameProblem('x'.repeat(41))).toMatch(/At most 40/)
})
