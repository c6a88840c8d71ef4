/** All pages of a list of the arena, one after the other. */

/** As every operation that lists takes it; `after` is the `next` of the page before. */
export interface PageAsked {
  readonly limit: number
  readonly after?: string
}

export interface PageAnswered<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** What `Limit` allows. */
const LARGEST_PAGE = 500

/** `readAllPages((page) => client.listBets({ marketId, ...page }))`; with the version of the last bet that is known, only those after it. */
export const readAllPages = async <T>(
  read: (page: PageAsked) => Promise<PageAnswered<T>>,
  known?: number,
): Promise<readonly T[]> => {
  const all: T[] = []
  for (let after: string | null | undefined = known?.toString(); after !== null;) {
    const page = await read({ limit: LARGEST_PAGE, ...(after !== undefined && { after }) })
    all.push(...page.items)
    after = page.next
  }
  return all
}
