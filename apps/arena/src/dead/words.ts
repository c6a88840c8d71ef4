/** A length of time in a word. */

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const

/** In the largest unit that fits: `3 d`, `5 h`, `12 min`, `40 s`. */
export const wordsOf = (seconds: number): string => {
  const unit = units.find(([, size]) => seconds >= size)
  return unit ? `${Math.floor(seconds / unit[1])} ${unit[0]}` : `${Math.floor(seconds)} s`
}
