/** A log that only counts: event n has the position n. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { LogReader } from '../message-bus.ts'

export interface GrowingLogOptions {
  /** Begins the id of each event; default: `id`. */
  readonly name?: string
  readonly dataOf?: (position: number) => unknown
}

export class GrowingLog implements LogReader {
  private readonly events: StoredEvent[] = []
  private readonly listeners = new Set<(events: readonly StoredEvent[]) => void>()
  private readonly options: GrowingLogOptions

  constructor(options: GrowingLogOptions = {}) {
    this.options = options
  }

  grow(count: number): void {
    const fresh = Array.from({ length: count }, (_, index) => this.eventAt(this.events.length + index + 1))
    this.events.push(...fresh)
    for (const listener of this.listeners) listener(fresh)
  }

  readAll(after: number, limit: number): Promise<readonly StoredEvent[]> {
    return Promise.resolve(this.events.slice(after, after + limit))
  }

  head(): Promise<number> {
    return Promise.resolve(this.events.length)
  }

  onAppended(listener: (events: readonly StoredEvent[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private eventAt(position: number): StoredEvent {
    const { name = 'id', dataOf } = this.options
    return {
      id: `${name}-${position}`,
      type: 'Counted',
      data: dataOf ? dataOf(position) : { position },
      meta: { actor: 'service:betting', correlationId: 'c' },
      stream: 'counter-1',
      version: position,
      position,
      at: '2026-01-01T00:00:00.000Z',
    }
  }
}
