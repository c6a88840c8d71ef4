/** Which names look the same, and which belong to nobody in the audience. */
import { describe, expect, test } from '@jest/globals'
import { lookOf } from './look-of-name.ts'
import { requireUnreserved } from './reserved-name.ts'
import { nameStream } from './take-name.ts'

describe('the look of a name', () => {
  test.each([
    ['Ada', 'ADA'],
    ['Ada', ' a d a '],
    ['Ada', 'A-d.a_'],
    ['Ada', 'Аdа'],
    ['Ada', 'Ａｄａ'],
    ['Ada', 'Ádà'],
    ['Ada', 'Α d α'],
    ['Straße', 'STRASSE'],
    ['Bo', 'B0'],
    ['Lola', '1o1a'],
    ['ﬁne', 'fine'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['Ada', 'ᴀᴅᴀ'],
    ['Bo', 'Bօ'],
    ['Ada', 'ᎪᎠᎪ'],
    ['Bo', 'ꓐꓳ'],
    ['Bo', 'Bⲟ'],
    ['Ada', '🅰🅳🅰'],
    ['Ada', '🇦🇩🇦'],
    ['Ada', 'A\u{200d}da'],
  ])('%s and %s are one', (name, other) => expect(lookOf(other)).toBe(lookOf(name)))

  test.each([
    ['Ada', 'Ida'],
    ['Ada', 'Ada 2'],
    ['Ёж', 'Уж'],
    ['山田', '山本'],
    ['Ada 🎲', 'Ada 🎯'],
    ['!!!', '???'],
  ])('%s and %s are two', (name, other) => expect(lookOf(other)).not.toBe(lookOf(name)))

  test('of any name makes a stream whose name is safe everywhere', () => {
    for (const name of ['Ada', '山田', '🎲', '..', "' or 1=1", 'a'.repeat(40)])
      expect(nameStream(name)).toMatch(/^name-[0-9a-f]{32}$/)
  })
})

describe('a name', () => {
  test.each([
    'operator',
    'Operator',
    'the OPERATOR',
    'Ｏｐｅｒａｔｏｒ',
    'Оperator',
    '0perator',
    'Arena Admin',
    '@dmin',
    'adm1n',
    'Official Ada',
    'oper.ator',
    'o p e r a t o r',
    'oper\u{200d}ator',
    'The oper\u{200d}ator',
    'Operator 1',
    'Operator1',
    'ArenaOperator',
    'ᴏᴘᴇʀᴀᴛᴏʀ',
    'օperator',
    'ꭺdmin',
    '🅰🅳🅼🅸🅽',
    '🇦🇩🇲🇮🇳',
    'Arena',
    'agent arena',
    'A R E N A',
    'House',
    'nobody',
    'Judge',
    'system',
    'pool',
    'house/greedy',
    'House / Ada',
    'house∕greedy',
    'house⁄greedy',
    'Clau\u{200d}de',
    'Greedy',
    'gReEdY',
    'Random',
    'Planner',
    'Claude',
    'claude-opus-4',
    'GPT-5',
    'gpt4o',
    'Сlaude',
    'Gemini 3 Pro',
    'deepseek v4',
    'OpenAI',
  ])('%s is not for the audience', (name) => {
    expect(() => requireUnreserved(name)).toThrow(
      expect.objectContaining({
        reason: 'name-reserved',
        details: expect.objectContaining({ errors: [{ path: 'name', message: expect.any(String) }] }),
      }),
    )
  })

  test.each([
    'Ada',
    'Badminton Bob',
    'Coopera Tor',
    'Greedy Gus',
    'Housemaid',
    'Random Rita',
    'Arena Fan',
    'Claudia',
    'Geminiano',
    'Poole',
    'Ada 👩\u{200d}🚀',
    'Ada 1815',
    'McDonald',
  ])('%s may be taken', (name) => expect(() => requireUnreserved(name)).not.toThrow())
})
