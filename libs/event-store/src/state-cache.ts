/** States of streams that were folded before, so that a hot stream is not read again for every decision. */
import type { Fact } from '@agent-arena/contracts'
import { foldOf, type Fold } from './decider.ts'
import type { EventLog, Loaded } from './event-log.ts'

/** The state of a stream at a version. States are shared by all decisions that come: nobody may change one. */
export interface Known<S = unknown> {
  readonly fold: Fold<Fact, S>
  readonly state: S
  readonly version: number
  /** The latest time that the stream was decided or written at; empty for a new stream. */
  readonly at: string
  /** Identity of the last event, where it was decided here: it may not be stored yet, or never be. */
  readonly last?: string
  /** Shared by all that was evolved from one read; when an append of it fails, all of it is doubtful. */
  readonly lineage: object
}

export interface StreamFold {
  readonly stream: string
  readonly fold: Fold<Fact, unknown>
}

/** A state is at most as large as the events it was folded from, so events are what is counted. */
const CAPACITY_EVENTS = 200_000
/** What an entry costs beside its events. */
const ENTRY_EVENTS = 10

const costOf = ({ version }: Known) => version + ENTRY_EVENTS

const knownOf = ({ stream, fold }: StreamFold, { streams, ends }: Loaded): Known => {
  const { version, at } = ends.get(stream) ?? { version: 0, at: '' }
  return { fold, state: foldOf(fold, streams.get(stream) ?? []), version, at, lineage: {} }
}

export class StateCache {
  /** The least recently used first. */
  private readonly entries = new Map<string, Known>()
  private readonly loading = new Map<string, Promise<unknown>>()
  private cost = 0
  private readonly capacity: number

  constructor(capacityEvents: number = CAPACITY_EVENTS) {
    this.capacity = capacityEvents
  }

  get({ stream, fold }: StreamFold): Known | undefined {
    const known = this.entries.get(stream)
    if (known?.fold !== fold) return undefined
    this.entries.delete(stream)
    this.entries.set(stream, known)
    return known
  }

  put(stream: string, known: Known): void {
    this.remove(stream)
    this.entries.set(stream, known)
    this.cost += costOf(known)
    for (const oldest of this.entries.keys()) {
      if (this.cost <= this.capacity) break
      this.remove(oldest)
    }
  }

  /** Forgets what descends from the same read; a state that was read anew meanwhile stays. */
  drop(stream: string, { lineage }: Known): void {
    if (this.entries.get(stream)?.lineage === lineage) this.remove(stream)
  }

  /** Reads streams that are not known. For those that another caller is reading already it only waits. */
  async load(log: EventLog, folds: ReadonlyMap<string, StreamFold>): Promise<ReadonlyMap<string, Known>> {
    const own = [...folds.values()].filter(({ stream }) => !this.loading.has(stream))
    const others = [...folds.keys()].flatMap((stream) => this.loading.get(stream) ?? [])
    // Awaited together: a read that fails while the others are still waited for would be nobody's otherwise.
    const [read] = await Promise.all([own.length > 0 ? this.read(log, own) : null, Promise.allSettled(others)])
    return read ?? new Map()
  }

  private read(log: EventLog, folds: readonly StreamFold[]): Promise<ReadonlyMap<string, Known>> {
    const reading = this.readNow(log, folds).finally(() => {
      for (const { stream } of folds) this.loading.delete(stream)
    })
    for (const { stream } of folds) this.loading.set(stream, reading)
    return reading
  }

  private async readNow(log: EventLog, folds: readonly StreamFold[]): Promise<ReadonlyMap<string, Known>> {
    const loaded = await log.load(folds.map(({ stream }) => ({ stream })))
    const read = new Map(folds.map((place) => [place.stream, knownOf(place, loaded)]))
    for (const [stream, known] of read) {
      const cached = this.entries.get(stream)
      if (cached?.fold !== known.fold || cached.version < known.version) this.put(stream, known)
    }
    return read
  }

  private remove(stream: string): void {
    const known = this.entries.get(stream)
    if (!known) return
    this.entries.delete(stream)
    this.cost -= costOf(known)
  }
}

const caches = new WeakMap<EventLog, StateCache>()

/** The cache of a log, for all commands that are handled on it. */
export const cacheOf = (log: EventLog): StateCache => {
  const cache = caches.get(log) ?? new StateCache()
  caches.set(log, cache)
  return cache
}
