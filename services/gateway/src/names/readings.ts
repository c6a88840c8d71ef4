/** How a name is read: its words, and the figures and signs that stand for letters. */
import { lookOf } from './look-of-name.ts'

/** Figures and signs that are read as letters, without looking like them. */
const leet: Readonly<Record<string, string>> = { '@': 'a', $: 's', '3': 'e', '4': 'a', '5': 's', '7': 't', '!': 'i' }

/** As it looks, and as it is read. */
export const readingsOf = (word: string): readonly string[] => [
  lookOf(word),
  lookOf([...word].map((sign) => leet[sign] ?? sign).join('')),
]

/** Letters, the figures and signs that are read as such, and letters in frames; the rest stands between words. */
const BETWEEN = /[^\p{L}\p{M}\p{N}@$!|\u{1f150}-\u{1f189}\p{RI}]+/u

export const wordsOf = (plain: string): readonly string[] => plain.split(BETWEEN).filter((word) => word !== '')

/** `HouseBot` is two words that are written as one. */
export const humpsOf = (word: string): readonly string[] => word.split(/(?<=\p{Ll})(?=\p{Lu})/u)

export const withoutNumber = (word: string): string => word.replace(/[\p{Nd}\s]+$/u, '')

export const looksOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(lookOf))

export const readsAs =
  (looks: ReadonlySet<string>) =>
  (word: string): boolean =>
    readingsOf(word).some((reading) => looks.has(reading))
