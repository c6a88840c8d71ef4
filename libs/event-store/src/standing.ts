/** What a decision stands on: the states of its streams, from the cache where it has them, and the time. */
import type { Fact } from '@agent-arena/contracts'
import { foldOf, type Fold } from './decider.ts'
import type { EventLog, StreamAppend } from './event-log.ts'
import { cacheOf, type Known, type StreamFold } from './state-cache.ts'
import { newUuidV7 } from './uuid-v7.ts'

export type States = Readonly<Record<string, unknown>>

/** The streams that one decision reads and writes, each with the fold that gives its state. */
export type Places<S extends States> = { readonly [K in keyof S]: { readonly stream: string; readonly fold: Fold<Fact, S[K]> } }

export type Decided<S extends States> = { readonly [K in keyof S]?: readonly Fact[] }

/** Identities of what is decided, by the name of the place: who builds on it before it is stored can say what it builds on. */
export type Identities = ReadonlyMap<string, readonly string[]>

export const identitiesOf = (decided: Decided<States>): Identities =>
  new Map(Object.entries(decided).map(([name, facts = []]) => [name, facts.map(() => newUuidV7())]))

/** What stands after the decision: states and versions as they will be when the append commits. */
export interface Outcome<S extends States> {
  readonly states: S
  readonly versions: { readonly [K in keyof S]: number }
  readonly at: string
}

/** By the name of the place. */
export type KnownPlaces = ReadonlyMap<string, Known>

export interface Standing {
  readonly known: KnownPlaces
  readonly at: string
  /** Whether all of it was read for this very attempt; else a decision that writes nothing has to be confirmed. */
  readonly fresh: boolean
}

/** What was awaited before a decision: the streams that were read for it, and the time. */
export interface Ground {
  readonly read: ReadonlyMap<string, Known>
  readonly now: string
}

const placesOf = <S extends States>(places: Places<S>): readonly (readonly [string, StreamFold])[] => Object.entries(places)

/** Reads what the cache does not have. */
export const layGround = async <S extends States>(log: EventLog, places: Places<S>): Promise<Ground> => {
  const cold = placesOf(places).filter(([, place]) => !cacheOf(log).get(place))
  const read = cold.length > 0 ? await cacheOf(log).load(log, new Map(cold.map(([, place]) => [place.stream, place]))) : new Map()
  return { read, now: await log.now() }
}

const latest = (times: readonly string[]) => times.reduce((last, time) => (time > last ? time : last))

/** The newest that is known at this moment; null when a state was forgotten meanwhile. */
export const standOn = <S extends States>(log: EventLog, places: Places<S>, { read, now }: Ground): Standing | null => {
  const known = new Map<string, Known>()
  let fresh = true
  for (const [name, place] of placesOf(places)) {
    const own = read.get(place.stream)
    const one = cacheOf(log).get(place) ?? (own?.fold === place.fold ? own : undefined)
    if (!one) return null
    known.set(name, one)
    fresh &&= one === own
  }
  return { known, at: latest([now, ...[...known.values()].map(({ at }) => at)]), fresh }
}

/** What will be known once the decision is written. */
export const evolved = <S extends States>({ known, at }: Standing, decided: Decided<S>, ids: Identities): KnownPlaces =>
  new Map(
    [...known].map(([name, before]) => {
      const facts = decided[name] ?? []
      if (facts.length === 0) return [name, before]
      const state = foldOf(before.fold, facts, before.state)
      const last = ids.get(name)?.at(-1)
      return [name, { ...before, state, at, version: before.version + facts.length, ...(last !== undefined && { last }) }]
    }),
  )

export const statesOf = <S extends States>(known: KnownPlaces): S =>
  Object.fromEntries([...known].map(([name, { state }]) => [name, state])) as S

export const outcomeOf = <S extends States>(known: KnownPlaces, at: string): Outcome<S> => {
  const versions = Object.fromEntries([...known].map(([name, { version }]) => [name, version]))
  return { states: statesOf(known), versions: versions as Outcome<S>['versions'], at }
}

interface Written<S extends States> {
  readonly decided: Decided<S>
  readonly ids: Identities
}

/** A stream that was only looked at is checked too, so that a decision holds for all it has seen. */
export const appendsOf = <S extends States>(
  places: Places<S>,
  { known }: Standing,
  { decided, ids }: Written<S>,
): StreamAppend[] => {
  const appends = placesOf(places).map(([name, { stream }]): StreamAppend => {
    const { version: expectedVersion = 0, last: after } = known.get(name) ?? {}
    const place = { stream, expectedVersion, ...(after !== undefined && { after }) }
    return { ...place, facts: decided[name] ?? [], ids: ids.get(name) ?? [] }
  })
  const written = new Set(appends.filter(({ facts }) => facts.length > 0).map(({ stream }) => stream))
  return appends.filter(({ stream, facts }) => facts.length > 0 || !written.has(stream))
}
