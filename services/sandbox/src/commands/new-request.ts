/** What a sandbox is requested with: ids, times, checks of its own site. Made before the decision, because rules know no clock and no random. */
import { randomBytes } from 'node:crypto'
import { newId, Rejection, type AgentInput, type Goal, type GoalInput, type SandboxRequested } from '@agent-arena/contracts'
import type { z } from 'zod'
import { checkChecks, describeGoal, goalOfSandbox, type GoalRules } from '../goals/resolve-goal.ts'
import type { SandboxServiceConfig } from '../sandbox.config.ts'

type GivenGoal = z.output<typeof GoalInput>
type Request = SandboxRequested['data']

/** Of 53 bits, all that JSON keeps: with what a guess costs in the gym, nobody tries out as many while bets are open. */
const freshSeed = (): number => Number(randomBytes(8).readBigUInt64BE() >> 11n)

/** The goal's own seed, the caller's, or a fresh one. */
export const chooseSeed = (goal: GivenGoal, seed: number | undefined): number => goal.seed ?? seed ?? freshSeed()

export const requireModel = (agent: AgentInput, { runner }: SandboxServiceConfig, path: string): void => {
  if (agent.kind !== 'builtin' || runner.models.includes(agent.model)) return
  const message = `must be one of ${runner.models.join(', ')}`
  throw new Rejection('unknown-model', { detail: `There is no model ${agent.model}.`, errors: [{ path, message }] })
}

/** The goal as everybody sees it, once its checks are found fit for these agents. */
export const admitGoal = async (
  goal: GivenGoal,
  { seed, agents, rules }: { seed: number; agents: readonly AgentInput[]; rules: GoalRules },
): Promise<Goal> => {
  const external = agents.some(({ kind }) => kind === 'external')
  checkChecks(goal.checks ?? [], { external, allowLoopback: rules.allowLoopbackChecks })
  return describeGoal(goal, seed, rules)
}

export interface RequestTerms {
  readonly title: string
  readonly goal: Goal
  readonly agent: AgentInput
  readonly seed: number
  readonly rated: boolean
  readonly timeLimitSeconds: number
  readonly startsInSeconds: number
  readonly startTimeoutSeconds: number
  readonly budget: Request['budget']
  readonly egress: readonly string[]
  readonly match?: { readonly matchId: string; readonly marketId: string }
}

/** Times are stamped by the decision; here they are still open. */
export type Draft = Omit<Request, 'requestedAt' | 'startsAt'> & { readonly startsInSeconds: number }

export const draftRequest = async (terms: RequestTerms, rules: GoalRules): Promise<Draft> => {
  const sandboxId = newId('sandbox')
  const { match, goal, ...rest } = terms
  return {
    ...rest,
    sandboxId,
    goal: await goalOfSandbox(goal, sandboxId, rules),
    markets: { success: newId('market'), ...(match && { winner: match.marketId }) },
    ...(match && { matchId: match.matchId }),
  }
}

export const stampRequest = ({ startsInSeconds, ...draft }: Draft, at: string): Request => ({
  ...draft,
  requestedAt: at,
  startsAt: new Date(Date.parse(at) + startsInSeconds * 1000).toISOString(),
})
