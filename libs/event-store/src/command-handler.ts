/** The command handler: states, decide, append; bounded retry when somebody else was first. */
import { setTimeout as sleep } from 'node:timers/promises'
import { actorOf, isRejection, Rejection, type EventMeta, type RequestContext, type StoredEvent } from '@agent-arena/contracts'
import { contentDigest } from './digest.ts'
import { KeyTaken, VersionConflict, type AppendOptions, type EventLog, type InlineWrite } from './event-log.ts'
import {
  appendsOf,
  evolved,
  identitiesOf,
  layGround,
  outcomeOf,
  standOn,
  statesOf,
  type Decided,
  type Identities,
  type KnownPlaces,
  type Outcome,
  type Places,
  type Standing,
  type States,
} from './standing.ts'
import { cacheOf } from './state-cache.ts'

export interface Command<S extends States, A> {
  readonly context: RequestContext
  readonly places: Places<S>
  /** The rule. `at` is the log's clock, never before what these streams were decided with. It may not change a state. Throws a `Rejection` to refuse. */
  readonly decide: (states: S, at: string) => Decided<S>
  /** The answer, made before the append so that it is recorded with it. */
  readonly answer: (outcome: Outcome<S>) => A
  /** Operation and content under the caller's idempotency key, where it gave one. */
  readonly idempotency?: { readonly operation: string; readonly content: unknown }
  readonly inline?: readonly InlineWrite[]
  /** How often it is decided before it is refused with `version-conflict`. Default: `MAX_ATTEMPTS`. */
  readonly attempts?: number
}

export interface Handled<A> {
  readonly answer: A
  /** What was appended; empty when the command changed nothing or was a repeat. */
  readonly events: readonly StoredEvent[]
}

export const MAX_ATTEMPTS = 12
const RETRY_STEP_MS = 4
/** After so many conflicts the streams are read as a whole: a database that was set back does not end where they were known to. */
const DOUBT_AT = 6

/** Who caused an append, from the request that asked for it. */
export const metaOf = (context: RequestContext): EventMeta => ({
  actor: actorOf(context.caller),
  correlationId: context.correlationId,
  ...(context.causationId !== undefined && { causationId: context.causationId }),
  ...(context.traceparent !== undefined && { traceparent: context.traceparent }),
})

type Repeatable = Pick<Command<States, unknown>, 'context' | 'idempotency'>

/** Where the record of a repeatable command stands: who asked what, under which key, with which content. */
const recordKeyOf = ({ context, idempotency }: Repeatable) =>
  idempotency && context.idempotencyKey !== undefined
    ? {
        scope: `${actorOf(context.caller)} ${idempotency.operation}`,
        key: context.idempotencyKey,
        content: contentDigest(idempotency.content),
      }
    : null

const recall = async <A>(log: EventLog, command: Repeatable): Promise<Handled<A> | null> => {
  const record = recordKeyOf(command)
  const recalled = record && (await log.recall(record.scope, record.key))
  if (!recalled) return null
  if (recalled.content !== record.content) throw new Rejection('key-reused')
  return { answer: recalled.answer as A, events: [] }
}

/** The answer that a repeated command got the first time, or null: for commands that prepare much before they decide. */
export const recallAnswer = async <A>(log: EventLog, command: Repeatable): Promise<A | null> =>
  (await recall<A>(log, command))?.answer ?? null

/** A decision and what it stands on. */
interface Decision<S extends States> {
  readonly places: Places<S>
  readonly standing: Standing
  readonly decided: Decided<S>
  readonly ids: Identities
  readonly after: KnownPlaces
  readonly refusal: Rejection | null
}

const decideOn = <S extends States, A>({ places, decide }: Command<S, A>, standing: Standing): Decision<S> => {
  try {
    const decided = decide(statesOf(standing.known), standing.at)
    const ids = identitiesOf(decided)
    return { places, standing, decided, ids, after: evolved(standing, decided, ids), refusal: null }
  } catch (error) {
    if (!isRejection(error)) throw error
    return { places, standing, decided: {}, ids: new Map(), after: standing.known, refusal: error }
  }
}

/**
 * Writes a decision. The cache moves on before it is committed, so that the next caller builds on it at once; should it fail, those who
 * build on it fail too, because they name its last event, and what is doubtful is forgotten.
 */
const write = async <S extends States>(
  log: EventLog,
  decision: Decision<S>,
  options: AppendOptions,
): Promise<readonly StoredEvent[]> => {
  const { places, standing, after } = decision
  const cache = cacheOf(log)
  const seen = [...standing.known].map(([name, before]) => {
    return { stream: places[name as keyof S].stream, before, known: after.get(name) ?? before }
  })
  const writing = log.append(appendsOf(places, standing, decision), options)
  for (const { stream, before, known } of seen) if (known !== before) cache.put(stream, known)
  try {
    const events = await writing
    for (const { stream, known } of seen) cache.commit(stream, known)
    return events
  } catch (error) {
    for (const { stream, before } of seen) cache.drop(stream, before)
    throw error
  }
}

/** What writes nothing may rest on states that are not committed, or that another process has changed: their versions are checked. */
const confirm = <S extends States>(log: EventLog, decision: Decision<S>, meta: EventMeta) =>
  decision.standing.fresh ? Promise.resolve([]) : write(log, decision, { meta })

const attempt = async <S extends States, A>(log: EventLog, command: Command<S, A>): Promise<Handled<A>> => {
  if (command.context.deadline <= Date.now()) throw new Rejection('deadline-exceeded')
  const ground = await layGround(log, command.places)
  // From here to the append nothing is awaited: nobody else in this process decides on the same versions.
  const standing = standOn(log, command.places, ground)
  if (!standing) return attempt(log, command)
  const decision = decideOn(command, standing)
  const meta = metaOf(command.context)
  const changes = command.inline?.length || Object.values(decision.decided).some((facts) => facts?.length)
  if (decision.refusal || !changes) {
    await confirm(log, decision, meta)
    const recalled = await recall<A>(log, command)
    if (recalled) return recalled
    if (decision.refusal) throw decision.refusal
  }
  const answer = command.answer(outcomeOf(decision.after, standing.at))
  if (!changes) return { answer, events: [] }
  const record = recordKeyOf(command)
  const events = await write(log, decision, {
    meta,
    ...(record && { idempotency: { ...record, answer } }),
    ...(command.inline && { inline: command.inline }),
  })
  return { answer, events }
}

/** Decides again after a conflict, as often as the command may; then refuses with `version-conflict`. */
export const handle = async <S extends States, A>(log: EventLog, command: Command<S, A>): Promise<Handled<A>> => {
  const { attempts = MAX_ATTEMPTS } = command
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(log, command)
    } catch (error) {
      if (!(error instanceof VersionConflict) && !(error instanceof KeyTaken)) throw error
      // Of many repeats at once one wins, and all others build on another repeat that loses: any conflict may be with oneself.
      const recalled = await recall<A>(log, command)
      if (recalled) return recalled
      if (tries === attempts) throw new Rejection('version-conflict')
      if (tries === DOUBT_AT) for (const { stream } of Object.values(command.places)) cacheOf(log).forget(stream)
      await sleep(Math.random() * RETRY_STEP_MS * tries)
    }
  }
}
