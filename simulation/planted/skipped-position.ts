/** Planted: a feed that gives whatever came next, although something is missing before it. */
import { Arrivals, type Arrival, type Taken } from '@agent-arena/message-bus'
import { MemoryFeed } from '../world/memory-feed.ts'
import type { Parts } from '../world/parts.ts'

class GappyArrivals extends Arrivals {
  private first = Infinity

  override add(arrival: Arrival): void {
    this.first = Math.min(this.first, arrival.event.position)
    super.add(arrival)
  }

  override take(after: number): Taken {
    const from = Math.max(after, this.first - 1)
    this.first = Infinity
    return super.take(from)
  }
}

export const skippedPosition: Partial<Parts> = {
  feed: (options) => new MemoryFeed(options, new GappyArrivals()),
}
