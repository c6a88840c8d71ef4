/** Words as a rule-based reader compares them. */

export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

export const singular = (word: string): string => {
  if (word.length > 3 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** Roughly the root of a word: `opened`, `opening` and `opens` are one. */
const root = (word: string): string => {
  const bare = singular(word)
  return bare.length > 5 ? bare.replace(/(?:ing|ed|er|e)$/, '') : bare
}

/** How well the text says the wanted words: 1 for each found as it stands, a half for each by its root. */
export const overlap = (text: string, wanted: readonly string[]): number => {
  const words = wordsOf(text)
  const roots = new Set(words.map(root))
  const worth = (word: string) => (words.includes(word) ? 1 : roots.has(root(word)) ? 0.5 : 0)
  return wanted.reduce((sum, word) => sum + worth(word), 0)
}

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}

export const numberOf = (word: string): number | undefined => (/^\d+$/.test(word) ? Number(word) : NUMBERS[word.toLowerCase()])

/** The item with the highest score above 0; of equals the first. */
export const best = <T>(items: readonly T[], score: (item: T) => number): T | undefined => {
  const scored = items.map((item) => ({ item, value: score(item) })).filter(({ value }) => value > 0)
  return scored.reduce<{ readonly item: T; readonly value: number } | undefined>(
    (top, one) => (top === undefined || one.value > top.value ? one : top),
    undefined,
  )?.item
}
