/** What a display name looks like: names that people would take for each other have one look. */
import { latinOf, passesForLatin } from './look-alikes.ts'

const isDigit = (point: number) => /\p{Nd}/u.test(String.fromCodePoint(point))

/** Decimal digits of every script stand in rows from zero to nine. */
const digitValue = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (isDigit(zero - 1)) zero--
  return String((point - zero) % 10)
}

/** Lower case by way of upper case, so that ß and ss are one. */
const folded = (text: string) => text.toUpperCase().toLowerCase()

const isGreek = (text: string) => /^[\p{Script=Greek}\P{L}]*$/u.test(text)

/**
 * Capitals pass for other letters than small ones (Ν for N, ν for v), so they are read as they are written. In a name that can only be
 * Greek, case counts for nothing, as everywhere.
 */
const inLatin = (text: string) => Array.from(isGreek(text) && !passesForLatin(text) ? folded(text) : text, latinOf).join('')

/** Marks of their own that change no word: like apostrophes, and accents without a letter. Those of Japanese and Chinese do. */
const MARKS = /[\p{Sk}[\p{Lm}--[\p{scx=Hira}\p{scx=Kana}\p{sc=Han}]]]/gv

/** Letters that look like other ones together, or nearly so alone. */
const blurred = (text: string) => text.replaceAll('l', 'i').replaceAll('rn', 'm').replaceAll('vv', 'w')

/** Compatibility forms, case, accents, look-alikes and what stands between letters count for nothing. */
export const lookOf = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFKC')
    .replaceAll(/\p{Nd}/gu, digitValue)
  const letters = folded(inLatin(plain))
    .replaceAll(MARKS, '')
    .replaceAll(/[^\p{L}\p{N}\p{S}]/gu, '')
  return blurred(letters) || plain
}
