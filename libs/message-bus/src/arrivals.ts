/** What a bus has brought and its reader has not taken yet: in the order of positions, acknowledged when the reader has committed it. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Taken } from './log-consumer.ts'

export interface Arrival {
  readonly event: StoredEvent
  /** Tells the bus that it need not bring the event again. */
  acknowledge(): void
}

export class Arrivals {
  private waiting: Arrival[] = []

  /** What was delivered again may come late. */
  add(arrival: Arrival): void {
    const before = this.waiting.findLastIndex(({ event }) => event.position <= arrival.event.position)
    this.waiting.splice(before + 1, 0, arrival)
  }

  /** The run right after a position. Repeats are let go; events beyond a gap wait until the reader has what lies between. */
  take(after: number): Taken {
    while (this.waiting[0] && this.waiting[0].event.position <= after) this.waiting.shift()?.acknowledge()
    const end = this.waiting.findIndex(({ event }, index) => event.position !== after + 1 + index)
    const run = this.waiting.splice(0, end === -1 ? this.waiting.length : end)
    const acknowledge = () => {
      for (const arrival of run) arrival.acknowledge()
    }
    return { events: run.map(({ event }) => event), acknowledge }
  }

  clear(): void {
    this.waiting = []
  }
}
