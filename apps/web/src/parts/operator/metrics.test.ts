/** How metrics are read. */
import { describe, expect, test } from '@jest/globals'
import { samplesOf } from './metrics.ts'

describe('a sample', () => {
  test('has a name, labels and a value', () =>
    expect(samplesOf('arena_x{a="1",b="say \\"no\\""} 2.5e3 1700000000000', 'arena_')).toEqual([
      { name: 'arena_x', labels: { a: '1', b: 'say "no"' }, value: 2500 },
    ]))
  test('may have no labels', () => expect(samplesOf('arena_x 4', 'arena_')).toEqual([{ name: 'arena_x', labels: {}, value: 4 }]))
  test('of another name, a comment and nonsense are passed over', () =>
    expect(samplesOf('# arena_x 1\nother 2\narena_\n', 'arena_')).toEqual([]))
})
