/** Letters, figures and signs that pass for a Latin letter. */
import unhomoglyph from 'unhomoglyph'

/** What Unicode TS 39 keeps apart: small capitals, and some that are smaller or rounder than what they pass for. */
const pairs = ['0o 1i |i ωw յj ղn ⲁa ⲃb ⲉe ⲍz', 'ᴀa ʙb ᴅd ᴇe ꜰf ɢg ʜh ᴊj ᴋk ʟl ᴍm ɴn ᴘp ꞯq ᴛt']

/** White letters on black, and the letters of flags; the other framed ones have a compatibility form. */
const framed = [0x1f150, 0x1f170, 0x1f1e6].flatMap((first) =>
  Array.from('abcdefghijklmnopqrstuvwxyz', (latin, index) => [String.fromCodePoint(first + index), latin] as const),
)

const own = new Map([
  ...pairs.flatMap((row) => row.split(' ')).map(([other = '', latin = '']) => [other, latin] as const),
  ...framed,
])

/**
 * By the table of Unicode TS 39 (confusables.txt of Unicode 13), as unhomoglyph has it: a choice by hand had gaps that were found. Only what
 * passes for a Latin letter counts, or for r and n, which pass for an m: with whole scripts, names of their own languages would collide.
 */
const byTable = (letter: string): string | undefined => {
  const alike = unhomoglyph(letter).normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return /^(?:[a-z]|rn)$/i.test(alike) ? alike : undefined
}

/** The letter itself where it passes for none. */
const asWritten = (letter: string): string | undefined =>
  /^[a-z]$/i.test(letter) ? letter : (own.get(letter) ?? byTable(letter))

/** What a letter passes for as it is written, else in its other case: the table has few small letters whose capitals it has. */
export const latinOf = (letter: string): string =>
  asWritten(letter) ?? asWritten(letter.toLowerCase()) ?? asWritten(letter.toUpperCase()) ?? letter

/** Whether it can be read as Latin as it is written. */
export const passesForLatin = (text: string): boolean =>
  Array.from(text.matchAll(/\p{L}/gu)).every(([letter]) => asWritten(letter) !== undefined)
