/** What a log may hold: only text that every view can keep. A last line behind the checks of the doors. */

/** JSON text with an escaped U+0000 or half of a surrogate pair, which Postgres' jsonb refuses; an escaped backslash before does not count. */
const UNFIT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/** Throws what is a fault of ours: somebody let such text in. */
export const keepableJson = (data: unknown): string => {
  const json = JSON.stringify(data)
  // Few texts have an escape of this kind at all, and looking for two characters costs next to nothing.
  if (json.includes('\\u') && UNFIT.test(json)) throw new TypeError('An event may not hold U+0000 or half of a surrogate pair.')
  return json
}
