/** Schedules a match: its sandboxes are requested in the same append. */
import { matchDecider, matchFold, streamOfMatch, type MatchState } from '../match/match.decider.ts'
import { readMatch } from '../sandbox.queries.ts'
import { sandboxDecider } from '../sandbox/sandbox.decider.ts'
import { sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'
import {
  createMatch,
  newId,
  type AgentInput,
  type Goal,
  type MatchScheduled,
  type ParsedInputOf,
  type RequestContext,
} from '@agent-arena/contracts'
import { handle, recallAnswer, type Places } from '@agent-arena/event-store'
import type { Handler } from '@agent-arena/message-bus'
import { awaitAudience, withToken } from './announce-request.ts'
import { admitGoal, chooseSeed, draftRequest, requireModel, stampRequest, type Draft } from './new-request.ts'
import type { CommandParts } from './run-command.ts'

type Input = ParsedInputOf<typeof createMatch>
type States = Readonly<Record<string, MatchState | SandboxState>>

const START_TIMEOUT_SECONDS = 60

const agentsOf = ({ contestants }: Input): readonly AgentInput[] =>
  contestants.map(({ model, agent }) => agent ?? { kind: 'builtin', model: model ?? '' })

const requireModels = (input: Input, { config }: CommandParts) => {
  for (const [index, agent] of agentsOf(input).entries())
    requireModel(agent, config, `contestants.${index}.${input.contestants[index]?.agent ? 'agent.model' : 'model'}`)
}

interface MatchDraft {
  readonly matchId: string
  readonly marketId: string
  readonly goal: Goal
  readonly seed: number
  readonly sandboxes: readonly Draft[]
}

const draftMatch = async (input: Input, parts: CommandParts): Promise<MatchDraft> => {
  requireModels(input, parts)
  const rules = { gym: parts.gym, allowLoopbackChecks: parts.config.allowLoopbackChecks }
  const agents = agentsOf(input)
  const seed = chooseSeed(input.goal, input.seed)
  const goal = await admitGoal(input.goal, { seed, agents, rules })
  const match = { matchId: newId('match'), marketId: newId('market') }
  const { rated, timeLimitSeconds, startsInSeconds } = input
  const shared = { goal, seed, rated, timeLimitSeconds, startsInSeconds, startTimeoutSeconds: START_TIMEOUT_SECONDS, match }
  const sandboxes: Draft[] = []
  for (const [index, { name }] of input.contestants.entries()) {
    const agent = agents[index]
    if (agent)
      sandboxes.push(await draftRequest({ ...shared, title: name, agent, budget: { tokens: 0, credits: 0 }, egress: [] }, rules))
  }
  return { ...match, goal, seed, sandboxes }
}

const scheduled = (
  { matchId, marketId, goal, seed, sandboxes }: MatchDraft,
  input: Input,
  at: string,
): MatchScheduled['data'] => ({
  matchId,
  marketId,
  goal,
  seed,
  title: input.title,
  rated: input.rated,
  timeLimitSeconds: input.timeLimitSeconds,
  contestants: sandboxes.map(({ sandboxId, title }) => ({ sandboxId, name: title })),
  scheduledAt: at,
  startsAt: new Date(Date.parse(at) + input.startsInSeconds * 1000).toISOString(),
})

const placesOf = ({ matchId, sandboxes }: MatchDraft) =>
  Object.fromEntries([
    ['match', { stream: streamOfMatch(matchId), fold: matchFold }],
    ...sandboxes.map(({ sandboxId }) => [sandboxId, { stream: streamOfSandbox(sandboxId), fold: sandboxFold }]),
  ]) as Places<States>

const decideMatch = (draft: MatchDraft, input: Input) => (states: States, at: string) =>
  Object.fromEntries([
    ['match', matchDecider.decide({ type: 'ScheduleMatch', match: scheduled(draft, input, at) }, states['match'] as MatchState)],
    ...draft.sandboxes.map((sandbox) => [
      sandbox.sandboxId,
      sandboxDecider.decide(
        { type: 'RequestSandbox', request: stampRequest(sandbox, at) },
        states[sandbox.sandboxId] as SandboxState,
      ),
    ]),
  ])

const answerOf = async (parts: CommandParts, matchId: string, context: RequestContext) => {
  await parts.viewsCurrent()
  const match = await readMatch(parts.db, matchId)
  const withTokens = match.sandboxes.map((sandbox) =>
    withToken(parts.bus, { sandbox, startTimeoutSeconds: START_TIMEOUT_SECONDS }, context),
  )
  return { ...match, sandboxes: await Promise.all(withTokens) }
}

export const createMatchHandler =
  (parts: CommandParts): Handler<typeof createMatch> =>
  async (input, context) => {
    const idempotency = { operation: createMatch.name, content: input }
    const repeated = await recallAnswer<string>(parts.log, { context, idempotency })
    if (repeated !== null) return answerOf(parts, repeated, context)
    const draft = await draftMatch(input, parts)
    const { answer, events } = await handle<States, string>(parts.log, {
      context,
      places: placesOf(draft),
      decide: decideMatch(draft, input),
      answer: () => draft.matchId,
      idempotency,
    })
    await awaitAudience(parts, events, context)
    return answerOf(parts, answer, context)
  }
