/** All pages of a list, one after the other. */

interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

const LARGEST_PAGE = 500

export const readAllPages = async <T>(
  read: (page: { limit: number; after?: string }) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const all: T[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await read({ limit: LARGEST_PAGE, ...(after !== undefined && { after }) })
    all.push(...page.items)
    after = page.next
  }
  return all
}
