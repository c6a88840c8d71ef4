/** What may stand in a line that people see. */
import { describe, expect, test } from '@jest/globals'
import { line } from './values.ts'

const fits = (text: string) => line(40).safeParse(text).success

describe('a line', () => {
  test.each(['Ada', 'Zoë', 'Zoe\u0308', '山田', 'نور', '👩\u{200d}🚀', '❤\ufe0f', '!', '⠁'])('may be %s', (text) =>
    expect(fits(text)).toBe(true),
  )

  test.each([
    ['a new line', 'Ada\nBo'],
    ['a turn of direction', '\u202eAda'],
    ['a soft hyphen', 'A\u00adda'],
    ['a word joiner', 'A\u2060da'],
    ['a Hangul filler', 'Ada\u3164'],
    ['a half-width Hangul filler', 'Ada\uffa0'],
    ['a Hangul vowel filler', 'A\u1160da'],
    ['a Braille cell without dots', 'Ada\u2800'],
    ['an invisible note', 'A\u{1d159}da'],
    ['a tag', 'Ada\u{e0041}'],
    ['marks alone', '\u0301\u0301'],
  ])('does not hold %s', (_what, text) => expect(fits(text)).toBe(false))

  test('of marks that hide is read as fast as any other', () => expect(fits(`A${'\u034f'.repeat(37)}\nB`)).toBe(false))
})
