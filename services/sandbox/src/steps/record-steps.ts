/** Records what an agent tells, in its own order: seq is the version in the stream of steps. */
import { Rejection, type AgentEvent, type AgentStepRecorded, type EventMeta, type StoredEvent } from '@agent-arena/contracts'
import { contentDigest, VersionConflict, type EventLog } from '@agent-arena/event-store'

export const streamOfSteps = (sandboxId: string) => `steps-${sandboxId}`

const MAX_ATTEMPTS = 5

interface Steps {
  readonly sandboxId: string
  readonly events: readonly AgentEvent[]
}

const told = ({ data }: StoredEvent): unknown => (data as AgentStepRecorded['data']).event

/** The events that are new; what stands already must be the same, and nothing may be missing in between. */
export const newSteps = (
  events: readonly AgentEvent[],
  stored: ReadonlyMap<number, unknown>,
  lastSeq: number,
): readonly AgentEvent[] => {
  const known = new Map(stored)
  let expected = lastSeq + 1
  return events.filter((event) => {
    if (event.seq > expected)
      throw new Rejection('sequence-gap', {
        detail: `The next event is number ${expected}, not ${event.seq}.`,
        extra: { expected },
      })
    if (event.seq === expected) {
      known.set(expected++, event)
      return true
    }
    if (contentDigest(known.get(event.seq)) === contentDigest(event)) return false
    throw new Rejection('sequence-conflict', { detail: `Number ${event.seq} was used for another event.`, extra: { expected } })
  })
}

const attempt = async (log: EventLog, { sandboxId, events }: Steps, meta: EventMeta) => {
  const stream = streamOfSteps(sandboxId)
  const numbers = events.map(({ seq }) => seq)
  const first = Math.min(...numbers)
  const lastSeq = await log.versionOf(stream)
  const known = await log.readStream(stream, first - 1, Math.max(0, Math.min(Math.max(...numbers), lastSeq) - first + 1))
  const fresh = newSteps(events, new Map(known.map((event) => [event.version, told(event)])), lastSeq)
  const facts = fresh.map((event): AgentStepRecorded => ({ type: 'AgentStepRecorded', data: { sandboxId, event } }))
  if (facts.length > 0) await log.append([{ stream, expectedVersion: lastSeq, facts }], { meta })
  return { accepted: fresh.length, duplicates: events.length - fresh.length }
}

export const recordSteps = async (log: EventLog, steps: Steps, meta: EventMeta) => {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(log, steps, meta)
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error
      if (tries === MAX_ATTEMPTS) throw new Rejection('version-conflict')
    }
  }
}
