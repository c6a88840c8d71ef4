/** Which names look the same. */
import { describe, expect, test } from '@jest/globals'
import { lookOf } from './look-of-name.ts'
import { nameStream } from './name.state.ts'

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
    ['Nina', 'Νina'],
    ['Ava', 'Aνa'],
    ['Anna', 'ΑΝΝΑ'],
    ['ΝΌΣΟΣ', 'νόσος'],
    ['Roger', 'Rоgeг'],
    ['Ольга', 'ОЛЬГА'],
    ['Вова', 'Boвa'],
    ['Alice', 'AIice'],
    ['Alice', 'A|1ce'],
    ['Ida', 'lda'],
    ['modem', 'modern'],
    ['Walter', 'VValter'],
    ['Ada', 'Adaʼ'],
    ['Ada', 'Adaˑ'],
    ['Ada', 'Ada`'],
    ['Ada 5', 'Ada ٥'],
    ['Ada 10', 'Ada १०'],
    ['Ada', 'ᗅᗪᗅ'],
  ])('%s and %s are one', (name, other) => expect(lookOf(other)).toBe(lookOf(name)))

  test.each([
    ['Ada', 'Ida'],
    ['Ada', 'Ada 2'],
    ['Ёж', 'Уж'],
    ['山田', '山本'],
    ['Ada 🎲', 'Ada 🎯'],
    ['!!!', '???'],
    ['Nan', 'Van'],
    ['Σίσυφος', 'Σίσυφοι'],
    ['Серов', 'Седов'],
    ['דוד', 'דנה'],
    ['佐々木', '佐木'],
    ['ユーキ', 'ユキ'],
    ['Quiet Heron 10', 'Quiet Heron 11'],
  ])('%s and %s are two', (name, other) => expect(lookOf(other)).not.toBe(lookOf(name)))

  test('of any name makes a stream whose name is safe everywhere', () => {
    for (const name of ['Ada', '山田', '🎲', '..', "' or 1=1", 'a'.repeat(40)])
      expect(nameStream(name)).toMatch(/^name-[0-9a-f]{32}$/)
  })
})
