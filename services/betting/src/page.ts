/** Pages of rows: where one begins, and where the next one would. */
import { malformed } from '@agent-arena/contracts'

export interface Page {
  readonly limit: number
  readonly after?: string | undefined
}

/** The number in a cursor of ours; anything else is refused. */
export const cursorNumber = ({ after }: Page): number | null => {
  if (after === undefined) return null
  if (/^\d{1,15}$/.test(after)) return Number(after)
  throw malformed('after', 'must be the `next` of an earlier page')
}

/** A page of the rows, of which one more than the limit was asked for. */
export const pageFrom = <R, T>(rows: readonly R[], { limit }: Page, item: (row: R) => T, cursor: (row: R) => string | number) => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? String(cursor(last)) : null }
}
