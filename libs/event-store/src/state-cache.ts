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

/**
 * A state is at most as large as the events it was folded from, so events are what is counted: some 100 MB of bets. Where more is in use
 * at a time, each command reads its streams anew, so this is generous.
 */
const CAPACITY_EVENTS = 500_000
/** What an entry costs beside its events. */
const ENTRY_EVENTS = 10

/** What is kept of a stream: states of one fold. */
interface Entry {
  /** May rest on appends that are not answered yet; there is none after one of them has failed. */
  readonly newest?: Known
  /** The last that is stored for certain: a read goes on from here. */
  readonly committed?: Known
}

const sizeOf = (known: Known | undefined) => (known ? (known.fold.sizeOf?.(known.state) ?? known.version) : 0)

/** Both count once: one was evolved from the other, and they share what did not change. */
const costOf = ({ newest, committed }: Entry) => Math.max(sizeOf(newest), sizeOf(committed)) + ENTRY_EVENTS

const unread = (fold: Fold<Fact, unknown>): Known => ({ fold, state: fold.initialState, version: 0, at: '', lineage: {} })

const foldedOn = ({ fold, state, version, at }: Known, stream: string, { streams, ends }: Loaded): Known => {
  const end = ends.get(stream) ?? { version, at }
  return {
    fold,
    state: foldOf(fold, streams.get(stream) ?? [], state),
    version: end.version,
    at: end.at > at ? end.at : at,
    lineage: {},
  }
}

export class StateCache {
  /** The least recently used first. */
  private readonly entries = new Map<string, Entry>()
  private readonly loading = new Map<string, Promise<unknown>>()
  private cost = 0
  private readonly capacity: number

  constructor(capacityEvents: number = CAPACITY_EVENTS) {
    this.capacity = capacityEvents
  }

  get(place: StreamFold): Known | undefined {
    const entry = this.entryOf(place)
    if (!entry?.newest) return undefined
    this.entries.delete(place.stream)
    this.entries.set(place.stream, entry)
    return entry.newest
  }

  put(stream: string, known: Known): void {
    this.keep(stream, { ...this.entryOf({ stream, fold: known.fold }), newest: known })
  }

  /** Its append was answered, or it was read. Answers may come in any order; a stream that was let go meanwhile stays away. */
  commit(stream: string, known: Known): void {
    const entry = this.entryOf({ stream, fold: known.fold })
    if (!entry || (entry.committed && entry.committed.version >= known.version)) return
    this.keep(stream, { ...entry, committed: known })
  }

  /** Forgets what descends from the same read, but for what is committed; a state that was read anew meanwhile stays. */
  drop(stream: string, { lineage }: Known): void {
    const entry = this.entries.get(stream)
    if (entry?.newest?.lineage !== lineage) return
    this.forget(stream)
    if (entry.committed) this.keep(stream, { committed: entry.committed })
  }

  /** Forgets also what is committed. */
  forget(stream: string): void {
    const entry = this.entries.get(stream)
    if (!entry) return
    this.entries.delete(stream)
    this.cost -= costOf(entry)
  }

  /** Reads streams that are not known, from the last committed state on. For those that another caller is reading already it only waits. */
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
    const bases = folds.map((place) => [place.stream, this.entryOf(place)?.committed ?? unread(place.fold)] as const)
    const loaded = await log.load(bases.map(([stream, { version }]) => ({ stream, after: version })))
    const read = new Map(bases.map(([stream, base]) => [stream, foldedOn(base, stream, loaded)]))
    for (const [stream, known] of read) {
      const newest = this.entryOf({ stream, fold: known.fold })?.newest
      if (!newest || newest.version < known.version) this.put(stream, known)
      this.commit(stream, known)
    }
    return read
  }

  private entryOf({ stream, fold }: StreamFold): Entry | undefined {
    const entry = this.entries.get(stream)
    return (entry?.newest ?? entry?.committed)?.fold === fold ? entry : undefined
  }

  private keep(stream: string, entry: Entry): void {
    this.forget(stream)
    this.entries.set(stream, entry)
    this.cost += costOf(entry)
    for (const oldest of this.entries.keys()) {
      // The one that is in use stays, however long it is: else each command on it would read all of it.
      if (this.cost <= this.capacity || oldest === stream) break
      this.forget(oldest)
    }
  }
}

const caches = new WeakMap<EventLog, StateCache>()

/** The cache of a log, for all commands that are handled on it. */
export const cacheOf = (log: EventLog): StateCache => {
  const cache = caches.get(log) ?? new StateCache()
  caches.set(log, cache)
  return cache
}
