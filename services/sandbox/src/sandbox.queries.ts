/** What the sandbox service answers. */
import {
  getMatch,
  getSandbox,
  getSandboxConfig,
  listMatches,
  listSandboxes,
  notFound,
  type Match,
  type Sandbox,
  type SandboxConfig,
  type SandboxRequested,
} from '@agent-arena/contracts'
import type { Database, EventLog } from '@agent-arena/event-store'
import { serve, type Served } from '@agent-arena/message-bus'
import { agentChance } from './agent-chance.ts'
import type { GymClient } from './goals/gym-client.ts'
import { requireDoor } from './sandbox/require-door.ts'
import { streamOfSandbox } from './sandbox/sandbox.state.ts'
import { streamOfSteps } from './steps/record-steps.ts'
import type { MatchDoc } from './views/match-doc.ts'
import { findMatches, pageOfMatches } from './views/matches.view.ts'
import { findSandboxes, pageOfSandboxes } from './views/sandboxes.view.ts'
import { shownMatch, shownSandbox } from './views/shown.ts'

export interface QueryParts {
  readonly db: Database
  readonly log: EventLog
  readonly gym: GymClient | null
}

const findSandbox = async (db: Database, sandboxId: string): Promise<Sandbox> => {
  const [sandbox] = await findSandboxes(db, [sandboxId])
  if (!sandbox) throw notFound('sandbox', sandboxId)
  return sandbox
}

export const readSandbox = async (db: Database, sandboxId: string): Promise<Sandbox> =>
  shownSandbox(await findSandbox(db, sandboxId))

const withSandboxes = async (db: Database, docs: readonly MatchDoc[]): Promise<Match[]> => {
  const sandboxes = await findSandboxes(
    db,
    docs.flatMap(({ sandboxIds }) => sandboxIds),
  )
  return docs.map((doc) => shownMatch(doc, sandboxes))
}

export const readMatch = async (db: Database, matchId: string) => {
  const [match] = await withSandboxes(db, await findMatches(db, [matchId]))
  if (!match) throw notFound('match', matchId)
  return match
}

/** Hosts that were asked for with the sandbox. */
const egressOf = async (log: EventLog, sandboxId: string): Promise<string[]> => {
  const [requested] = await log.readStream(streamOfSandbox(sandboxId), 0, 1)
  return [...((requested?.data as SandboxRequested['data'] | undefined)?.egress ?? [])]
}

/**
 * The entrance of the goal's site is told to the agent alone: it stands in no event. An external agent gets it when its clock runs: who
 * knew it before could solve the goal while bets still had full weight. The place of a built-in one is ours, and does nothing before.
 */
const entranceOf = async ({ id, goal, agentKind, startedAt }: Sandbox, gym: GymClient | null): Promise<{ url?: string }> => {
  if (goal.gym === undefined || !gym || (agentKind === 'external' && startedAt === null)) return {}
  const { url } = await gym.openSession(id, goal.gym, goal.seed ?? 0)
  return { url }
}

export const configOf = async (sandbox: Sandbox, { log, gym }: Pick<QueryParts, 'log' | 'gym'>): Promise<SandboxConfig> => ({
  sandboxId: sandbox.id,
  goal: { text: sandbox.goal.text, ...(await entranceOf(sandbox, gym)) },
  model: sandbox.model,
  timeLimitSeconds: sandbox.timeLimitSeconds,
  startsAt: sandbox.startsAt,
  startedAt: sandbox.startedAt,
  endsAt: sandbox.endsAt,
  budget: sandbox.budget,
  inbox: null,
  wallet: null,
  egress: await egressOf(log, sandbox.id),
  chance: await agentChance(sandbox),
  rated: sandbox.rated,
  lastSeq: await log.versionOf(streamOfSteps(sandbox.id)),
})

export const sandboxQueries = (parts: QueryParts): readonly Served[] => {
  const { db } = parts
  return [
    serve(getSandbox, ({ sandboxId }) => readSandbox(db, sandboxId)),
    serve(getMatch, ({ matchId }) => readMatch(db, matchId)),
    serve(listSandboxes, async (page) => {
      const { docs, next } = await pageOfSandboxes(db, page)
      return { items: docs.map(shownSandbox), next }
    }),
    serve(listMatches, async (page) => {
      const { docs, next } = await pageOfMatches(db, page)
      return { items: await withSandboxes(db, docs), next }
    }),
    serve(getSandboxConfig, async ({ sandboxId }, context) => {
      const sandbox = await findSandbox(db, sandboxId)
      requireDoor(sandbox, context)
      return configOf(sandbox, parts)
    }),
  ]
}
