/** What the gym says no to: a status, a stable reason, and words for a reader. */

export interface RefusalWords {
  readonly status: number
  readonly reason: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

export class Refusal extends Error {
  readonly words: RefusalWords
  constructor(words: RefusalWords) {
    super(words.detail)
    this.words = words
  }
}

export const notFound = (detail: string): Refusal =>
  new Refusal({ status: 404, reason: 'not-found', title: 'Page not found', detail })

export const enterByLink = (): Refusal =>
  new Refusal({
    status: 403,
    reason: 'not-entered',
    title: 'Please come in by your goal’s link',
    detail: 'This practice site is opened by the link that comes with a goal. Open that link once, then come back to this page.',
  })

export const found = <T>(thing: T | undefined, detail: string): T => {
  if (thing === undefined) throw notFound(detail)
  return thing
}
