/** Reads events of every schema version that was ever written: what is old is lifted, what is newer than this build is told apart. */
import { streamKindOf, type EventMeta, type StoredEvent } from './event.ts'
import type { EventContract, Upcast } from './event-contract.ts'

const FIRST = 1

const faultOf = ({ type, version, upcasts = [] }: EventContract): string | undefined => {
  if (!Number.isInteger(version) || version < FIRST) return `The version of ${type} must be a whole number from 1.`
  if (upcasts.length === version - FIRST) return undefined
  return `${type} is at version ${version}, so it needs ${version - FIRST} upcasts, and has ${upcasts.length}.`
}

/** An event of a later schema version than this build knows: whoever may not leave it out waits for a newer build. */
export class LaterVersion extends Error {
  constructor({ type, position, meta }: Pick<StoredEvent, 'type' | 'position' | 'meta'>, known: number) {
    super(
      `The event ${type} at position ${position} has version ${meta.schemaVersion}, and this build knows ${known}: a newer build must go on.`,
    )
    this.name = 'LaterVersion'
  }
}

export class KnownEvents {
  private readonly versions = new Map<string, number>()
  /** Only of types that have more than one version. */
  private readonly upcasts = new Map<string, readonly Upcast[]>()
  private readonly streamKinds = new Set<string>()

  /** Throws when two events have one name, or when the upcasts of one do not lead to its version. */
  constructor(contracts: readonly EventContract[]) {
    for (const contract of contracts) {
      const { type, version, upcasts = [], streamKind } = contract
      const fault = this.versions.has(type) ? `There are two events with the name ${type}.` : faultOf(contract)
      if (fault) throw new TypeError(fault)
      this.versions.set(type, version)
      this.streamKinds.add(streamKind)
      if (upcasts.length > 0) this.upcasts.set(type, upcasts)
    }
  }

  /** Schema version that this build writes. */
  versionOf(type: string): number {
    return this.versions.get(type) ?? FIRST
  }

  /** The meta of a new event. The first version is not written down, so that rows stay narrow. */
  metaFor(type: string, meta: EventMeta): EventMeta {
    return this.upcasts.has(type) ? { ...meta, schemaVersion: this.versionOf(type) } : meta
  }

  /** The same event as if it had been written by this build; one that is not understood stays as it is. */
  upcast(event: StoredEvent): StoredEvent {
    const upcasts = this.upcasts.get(event.type)
    if (!upcasts) return event
    const { schemaVersion = FIRST } = event.meta
    if (schemaVersion > upcasts.length) return event
    const data = upcasts.slice(schemaVersion - FIRST).reduce((older, upcast) => upcast(older as never), event.data)
    return { ...event, data, meta: this.metaFor(event.type, event.meta) }
  }

  /** Throws `LaterVersion`. A type that this build does not know at all is not its concern. */
  requireReadable(event: Pick<StoredEvent, 'type' | 'position' | 'meta'>): void {
    const version = this.versions.get(event.type)
    if (version !== undefined && (event.meta.schemaVersion ?? FIRST) > version) throw new LaterVersion(event, version)
  }

  /**
   * Whether this build can make something of it: false for a later schema version than its own, and for a type that it does not know in a
   * stream of a kind that it knows. Streams of other kinds are nobody's here.
   */
  understands({ type, meta, stream }: Pick<StoredEvent, 'type' | 'meta' | 'stream'>): boolean {
    const version = this.versions.get(type)
    if (version === undefined) return !this.streamKinds.has(streamKindOf(stream))
    return (meta.schemaVersion ?? FIRST) <= version
  }
}
