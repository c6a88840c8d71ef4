/** Whether a group of appends agrees in itself: each one expects of a stream what those before it leave. */
import type { StreamAppend } from '../event-log.ts'
import type { Caller } from './caller.ts'

/** Where a stream has to stand before the group is written, and where it stands after those that were looked at. */
interface Agreed {
  readonly version: number
  /** The event that it has to end with; any where nobody names one. */
  after: string | undefined
  next: number
  /** The last event that the group itself writes to it. */
  end: string | undefined
}

export type Agreement = ReadonlyMap<string, Readonly<Agreed>>

const joins = (agreed: Agreed, { expectedVersion, after }: StreamAppend): boolean => {
  if (expectedVersion !== agreed.next) return false
  if (after === undefined) return true
  if (agreed.end === undefined) agreed.after ??= after
  return after === (agreed.end ?? agreed.after)
}

/** By stream; null when one would be refused whatever the log holds. */
export const agreementOf = (callers: readonly Caller[]): Agreement | null => {
  const streams = new Map<string, Agreed>()
  for (const { appends, events } of callers) {
    let written = 0
    for (const append of appends) {
      const { stream, expectedVersion: version, after, facts } = append
      const agreed = streams.get(stream) ?? { version, after, next: version, end: undefined }
      if (!joins(agreed, append)) return null
      written += facts.length
      agreed.next += facts.length
      if (facts.length > 0) agreed.end = events[written - 1]?.id
      streams.set(stream, agreed)
    }
  }
  return streams
}
