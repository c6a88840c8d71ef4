/** Reads a log page after page: while one is worked on, the next is on its way; far behind, the pages are long. */
import type { StoredEvent } from '@agent-arena/contracts'

type Read = (after: number, limit: number) => Promise<readonly StoredEvent[]>

const SHORTEST = 100
const GROWTH = 4

export interface PageReaderOptions {
  /** Events of the first page. */
  readonly first?: number
  /** Events of a page at most. */
  readonly longest?: number
}

interface Asked {
  readonly after: number
  readonly limit: number
  readonly page: Promise<readonly StoredEvent[]>
}

export class PageReader {
  private limit: number
  private readonly longest: number
  private readonly read: Read
  private ahead: Asked | null = null

  constructor(read: Read, { first = 1000, longest = 20_000 }: PageReaderOptions = {}) {
    this.read = read
    this.limit = Math.min(first, longest)
    this.longest = longest
  }

  /** The events that follow a position; none when there are none. */
  async after(position: number): Promise<readonly StoredEvent[]> {
    const ahead = this.takeAhead(position)
    // That there was nothing when it was read ahead says nothing about now.
    const asked = ahead && (await ahead.page).length > 0 ? ahead : this.ask(position)
    const page = await asked.page
    const last = page.at(-1)
    const isFull = page.length >= asked.limit
    this.limit = isFull ? Math.min(this.limit * GROWTH, this.longest) : Math.max(page.length, Math.min(SHORTEST, this.longest))
    if (isFull && last) this.ahead = this.ask(last.position)
    return page
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.ahead?.page.catch(() => undefined)
  }

  /** What was read ahead is of use only if the reader has come to where it begins. */
  private takeAhead(position: number): Asked | null {
    const ahead = this.ahead
    this.ahead = null
    return ahead?.after === position ? ahead : null
  }

  private ask(after: number): Asked {
    const page = this.read(after, this.limit)
    page.catch(() => undefined) // Whoever takes the page is told; nobody may.
    return { after, limit: this.limit, page }
  }
}
