/** When an agent counts as going round in circles. */
import { expect, test } from '@jest/globals'
import { watchForCircles } from './failure-loop.ts'

const watch = () => watchForCircles({ times: 3, among: 5, approaches: 1 })
const adviceOn = (...seen: readonly string[]) => {
  const notice = watch()
  return seen.map(notice)
}

test('lets an agent go on while it does different things', () => {
  expect(adviceOn('a', 'b', 'c', 'd', 'e', 'a', 'b')).not.toContain('another-approach')
})

test('asks for another approach when the same comes three times among five', () => {
  expect(adviceOn('a', 'b', 'a', 'c', 'a').at(-1)).toBe('another-approach')
})

test('forgets what is long ago', () => {
  expect(adviceOn('a', 'b', 'a', 'c', 'd', 'e', 'a').at(-1)).toBe('go-on')
})

test('judges the new approach by what it does', () => {
  expect(adviceOn('a', 'a', 'a', 'a', 'a').slice(2)).toEqual(['another-approach', 'go-on', 'go-on'])
})

test('gives up when the new approach goes in circles too', () => {
  expect(adviceOn('a', 'a', 'a', 'b', 'b', 'b').at(-1)).toBe('give-up')
})
