/** The command handler: load, fold, decide, append; bounded retry when somebody else was first. */
import { setTimeout as sleep } from 'node:timers/promises'
import { actorOf, Rejection, type EventMeta, type Fact, type RequestContext, type StoredEvent } from '@agent-arena/contracts'
import { foldOf, type Fold } from './decider.ts'
import { contentDigest } from './digest.ts'
import { KeyTaken, VersionConflict, type EventLog, type InlineWrite, type Loaded } from './event-log.ts'

type States = Readonly<Record<string, unknown>>

/** The streams that one decision reads and writes, each with the fold that gives its state. */
export type Places<S extends States> = { readonly [K in keyof S]: { readonly stream: string; readonly fold: Fold<Fact, S[K]> } }

export type Decided<S extends States> = { readonly [K in keyof S]?: readonly Fact[] }

/** What stands after the decision: states and versions as they will be when the append commits. */
export interface Outcome<S extends States> {
  readonly states: S
  readonly versions: { readonly [K in keyof S]: number }
  readonly at: string
}

export interface Command<S extends States, A> {
  readonly context: RequestContext
  readonly places: Places<S>
  /** The rule. `at` is the log's clock at the read. Throws a `Rejection` to refuse. */
  readonly decide: (states: S, at: string) => Decided<S>
  /** The answer, made before the append so that it is recorded with it. */
  readonly answer: (outcome: Outcome<S>) => A
  /** Operation and content under the caller's idempotency key, where it gave one. */
  readonly idempotency?: { readonly operation: string; readonly content: unknown }
  readonly inline?: readonly InlineWrite[]
}

export interface Handled<A> {
  readonly answer: A
  /** What was appended; empty when the command changed nothing or was a repeat. */
  readonly events: readonly StoredEvent[]
}

export const MAX_ATTEMPTS = 12
const RETRY_STEP_MS = 4

/** Who caused an append, from the request that asked for it. */
export const metaOf = (context: RequestContext): EventMeta => ({
  actor: actorOf(context.caller),
  correlationId: context.correlationId,
  ...(context.causationId !== undefined && { causationId: context.causationId }),
  ...(context.traceparent !== undefined && { traceparent: context.traceparent }),
})

const statesOf = <S extends States>(places: Places<S>, { streams }: Loaded): S =>
  Object.fromEntries(
    Object.entries(places).map(([name, { stream, fold }]) => [name, foldOf(fold, streams.get(stream) ?? [])]),
  ) as S

const outcomeOf = <S extends States>(places: Places<S>, loaded: Loaded, states: S, decided: Decided<S>): Outcome<S> => {
  const names = Object.keys(places)
  const after = names.map((name) => {
    const { fold } = places[name as keyof S]
    return [name, (decided[name] ?? []).reduce((state, fact) => fold.evolve(state, fact), states[name as keyof S])]
  })
  const versions = names.map((name) => [name, versionOf(loaded, places[name as keyof S].stream) + (decided[name]?.length ?? 0)])
  return {
    states: Object.fromEntries(after) as S,
    versions: Object.fromEntries(versions) as Outcome<S>['versions'],
    at: loaded.now,
  }
}

const versionOf = ({ streams }: Loaded, stream: string) => streams.get(stream)?.at(-1)?.version ?? 0

const appendsOf = <S extends States>(places: Places<S>, loaded: Loaded, decided: Decided<S>) =>
  Object.entries(places).flatMap(([name, { stream }]) => {
    const facts = decided[name] ?? []
    return facts.length === 0 ? [] : [{ stream, expectedVersion: versionOf(loaded, stream), facts }]
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

const recalledAnswer = async <A>(
  log: EventLog,
  record: { scope: string; key: string; content: string },
): Promise<Handled<A> | null> => {
  const recalled = await log.recall(record.scope, record.key)
  if (!recalled) return null
  if (recalled.content !== record.content) throw new Rejection('key-reused')
  return { answer: recalled.answer as A, events: [] }
}

/** The answer that a repeated command got the first time, or null: for commands that prepare much before they decide. */
export const recallAnswer = async <A>(log: EventLog, command: Repeatable): Promise<A | null> => {
  const record = recordKeyOf(command)
  return record ? ((await recalledAnswer<A>(log, record))?.answer ?? null) : null
}

const attempt = async <S extends States, A>(log: EventLog, command: Command<S, A>): Promise<Handled<A>> => {
  if (command.context.deadline <= Date.now()) throw new Rejection('deadline-exceeded')
  const record = recordKeyOf(command)
  const recalled = record && (await recalledAnswer<A>(log, record))
  if (recalled) return recalled
  const { places } = command
  const loaded = await log.load(Object.values(places).map(({ stream }) => stream))
  const states = statesOf(places, loaded)
  const decided = command.decide(states, loaded.now)
  const answer = command.answer(outcomeOf(places, loaded, states, decided))
  const appends = appendsOf(places, loaded, decided)
  if (appends.length === 0 && !command.inline?.length) return { answer, events: [] }
  const events = await log.append(appends, {
    meta: metaOf(command.context),
    ...(record && { idempotency: { ...record, answer } }),
    ...(command.inline && { inline: command.inline }),
  })
  return { answer, events }
}

const isRace = (error: unknown) => error instanceof VersionConflict || error instanceof KeyTaken

/** Decides again after a conflict, at most `MAX_ATTEMPTS` times; then refuses with `version-conflict`. */
export const handle = async <S extends States, A>(log: EventLog, command: Command<S, A>): Promise<Handled<A>> => {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(log, command)
    } catch (error) {
      if (!isRace(error)) throw error
      if (tries === MAX_ATTEMPTS) throw new Rejection('version-conflict')
      await sleep(Math.random() * RETRY_STEP_MS * tries)
    }
  }
}

/** Runs tasks that share a name one after the other, so that callers of one hot stream do not race in one process. */
export const createQueue = () => {
  const tails = new Map<string, Promise<unknown>>()
  return async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const run = (tails.get(name) ?? Promise.resolve()).then(task, task)
    tails.set(name, run)
    try {
      return await run
    } finally {
      if (tails.get(name) === run) tails.delete(name)
    }
  }
}
