/** Text in places of the bus that take only some characters: header values and the tokens of a subject. */

const encoder = new TextEncoder()

const escape = (characters: string): string =>
  [...encoder.encode(characters)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

/** What the CloudEvents bindings escape: blanks, double quotes, percent signs, and all beyond printable ASCII. */
const UNFIT_FOR_HEADERS = /[^\x21\x23\x24\x26-\x7e]+/g

/** A dot ends a token, `*` and `>` are wildcards; the rest as in headers. */
const UNFIT_FOR_TOKENS = /[^\x21\x23\x24\x26-\x29\x2b-\x2d\x2f-\x3d\x3f-\x7e]+/g

export const headerText = (text: string): string => text.replace(UNFIT_FOR_HEADERS, escape)

/** Errors: `URIError` when an escape is broken or no UTF-8. */
export const textOfHeader = (value: string): string => decodeURIComponent(value)

export const subjectToken = (text: string): string => text.replace(UNFIT_FOR_TOKENS, escape)
