/** All pages of a list of the arena, one after the other. */

interface Asked {
  readonly limit: number
  readonly after?: string
}

interface Answered<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

const LARGEST_PAGE = 500

export const allPages = async <T>(read: (page: Asked) => Promise<Answered<T>>): Promise<readonly T[]> => {
  const all: T[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await read({ limit: LARGEST_PAGE, ...(after !== undefined && { after }) })
    all.push(...page.items)
    after = page.next
  }
  return all
}
