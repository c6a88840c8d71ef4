/** The last events that this process has written: all who follow the log from here take them from memory, and need not read them each. */
import type { StoredEvent } from '@agent-arena/contracts'

/** Some megabytes at most. */
const MOST = 4096

export class RecentEvents {
  private events: StoredEvent[] = []

  /** In the order of positions. What another process wrote in between makes a gap, and what was before it is forgotten. */
  note(events: readonly StoredEvent[]): void {
    const [first] = events
    if (!first) return
    const last = this.events.at(-1)
    if (last && last.position + 1 !== first.position) this.events = []
    this.events.push(...events)
    if (this.events.length > 2 * MOST) this.events = this.events.slice(-MOST)
  }

  /** Events after a position, without a gap; null when they are not all known here, or when there are none, for others may have written some. */
  after(position: number, limit: number): readonly StoredEvent[] | null {
    const [first, last] = [this.events[0], this.events.at(-1)]
    if (!first || !last || position + 1 < first.position || position >= last.position) return null
    const from = position + 1 - first.position
    return this.events.slice(from, from + limit)
  }
}
